import type { StartingProblems } from '../../domain/problems/starting';
import type { Sentences } from './sentences';

export const startingProblems: Sentences<StartingProblems> = {
  'not-built': (of) =>
    of === undefined
      ? { en: 'the workflow bundle is missing; run `npm run build` first', zh: '缺少工作流包，请先运行 `npm run build`' }
      : { en: `The route ${of.route} is not known: run \`npm run build\`.`, zh: `未知接口 ${of.route}：请运行 \`npm run build\`。` },
  'port-in-use': ({ host, port }) => ({
    en: `Port ${port} of ${host} is taken: stop the other program, or choose another port with PERENNIAL_PORT.`,
    zh: `${host} 的端口 ${port} 已被占用：请停止占用程序，或用 PERENNIAL_PORT 选择其他端口。`,
  }),
  'port-taken': ({ host, port, code }) => ({
    en: `The mailbox cannot listen on ${host}:${port} (${code}): choose another port.`,
    zh: `邮箱无法监听 ${host}:${port}（${code}）：请选择其他端口。`,
  }),
  'bad-address': ({ host, port, code }) => ({
    en: `The API cannot listen at ${host}:${port} (${code}): check PERENNIAL_HOST and PERENNIAL_PORT.`,
    zh: `API 无法监听 ${host}:${port}（${code}）：请检查 PERENNIAL_HOST 和 PERENNIAL_PORT。`,
  }),
  'bad-token-file': ({ file, why }) => ({
    en: `The token in ${file} cannot be used (${why}): mend its permissions, or delete it and start again for a new one.`,
    zh: `${file} 中的令牌无法使用（${why}）：请修正其权限，或删除后重新启动以生成新令牌。`,
  }),
  'bad-speed': ({ text }) => ({
    en: `"${text}" is no demo speed; write one like 1mo=10s: a month in ten seconds`,
    zh: `“${text}”不是演示速度：请写 1mo=10s 这样的形式，即十秒一个月`,
  }),
  'no-temporal-server': (of) => {
    switch (of.why) {
      case 'nowhere':
        return {
          en: `no Temporal server: set TEMPORAL_ADDRESS to a running one, put the \`temporal\` program on the PATH or at ${of.cached}, or install Go 1.25 or later so that it can be built (go install ${of.module})`,
          zh: `没有 Temporal 服务器：请将 TEMPORAL_ADDRESS 设为运行中的服务器，或将 \`temporal\` 程序放入 PATH 或 ${of.cached}，或安装 Go 1.25 以上版本以便构建（go install ${of.module}）`,
        };
      case 'broken':
        return { en: `the Temporal server does not start: ${of.details}`, zh: `Temporal 服务器无法启动：${of.details}` };
      case 'silent':
        return { en: `the Temporal server does not answer on port ${of.port}`, zh: `Temporal 服务器在端口 ${of.port} 上没有响应` };
    }
  },
  'temporal-server-ended': ({ code, port }) => ({
    en: `the Temporal server ended at once with code ${code}; is port ${port} in use?`,
    zh: `Temporal 服务器立即退出，代码 ${code}；端口 ${port} 是否已被占用？`,
  }),
  'worker-failed': ({ details }) => ({
    en: `The worker has ended by itself${details === undefined ? '' : ` (${details})`}: nothing is carried out until it is started again.`,
    zh: `工作进程自行结束${details === undefined ? '' : `（${details}）`}：重新启动之前不会执行任何操作。`,
  }),
  'wrong-clock': (of) => {
    switch (of.store) {
      case 'real':
        return {
          en: 'this store lives in real time; a demonstration needs a data directory of its own (PERENNIAL_HOME), or none at all',
          zh: '此存储按真实时间运行；演示须使用单独的数据目录（PERENNIAL_HOME），或不指定',
        };
      case 'demo':
        return {
          en: `this store belongs to a demonstration that lives ${of.speed} times as fast as we do; start it with that --demo-speed, or choose another data directory (PERENNIAL_HOME)`,
          zh: `此存储属于 ${of.speed} 倍速的演示：请用相应的 --demo-speed 启动，或选择其他数据目录（PERENNIAL_HOME）`,
        };
      case 'untested':
        return {
          en: 'this store is not of a test deployment: unset PERENNIAL_TEST_CLOCK, or choose another data directory (PERENNIAL_HOME)',
          zh: '此存储不属于测试部署：请取消 PERENNIAL_TEST_CLOCK，或选择其他数据目录（PERENNIAL_HOME）',
        };
      case 'tested':
        return {
          en: `this store belongs to a test deployment whose clock started at ${of.start}; set PERENNIAL_TEST_CLOCK to that, or choose another data directory (PERENNIAL_HOME)`,
          zh: `此存储属于测试部署，其时钟始于 ${of.start}：请将 PERENNIAL_TEST_CLOCK 设为该值，或选择其他数据目录（PERENNIAL_HOME）`,
        };
    }
  },
  'not-running': (of) => {
    const advice = 'start it with `npm start` (or set PERENNIAL_URL and PERENNIAL_TOKEN)';
    return 'home' in of
      ? {
          en: `no API is known in ${of.home}: ${advice}`,
          zh: `${of.home} 中没有已知的 API：请用 \`npm start\` 启动（或设置 PERENNIAL_URL 和 PERENNIAL_TOKEN）`,
        }
      : {
          en: `no API answers at ${of.url}: ${advice}`,
          zh: `${of.url} 上没有 API 响应：请用 \`npm start\` 启动（或设置 PERENNIAL_URL 和 PERENNIAL_TOKEN）`,
        };
  },
  'no-answer': ({ url, seconds }) => ({
    en: `${url} did not answer within ${seconds} s: \`perennial doctor\` may tell why`,
    zh: `${url} 在 ${seconds} 秒内没有响应：可用 \`perennial doctor\` 检查`,
  }),
  unreachable: ({ url, code }) => ({
    en: `${url} cannot be reached (${code}): is PERENNIAL_URL right?`,
    zh: `无法连接 ${url}（${code}）：PERENNIAL_URL 是否正确？`,
  }),
  unauthorised: ({ origin }) => ({
    en: `${origin} refuses the token: set PERENNIAL_TOKEN, or PERENNIAL_HOME to its data directory`,
    zh: `${origin} 拒绝此令牌：请设置 PERENNIAL_TOKEN，或将 PERENNIAL_HOME 设为其数据目录`,
  }),
  'not-an-api': (of) =>
    'url' in of
      ? {
          en: `${of.url} answered ${of.status} with something that is no JSON: is PERENNIAL_URL right?`,
          zh: `${of.url} 返回 ${of.status}，但内容不是 JSON：PERENNIAL_URL 是否正确？`,
        }
      : {
          en: `the API answered ${of.path} without ${of.list}: does its version match this one?`,
          zh: `API 对 ${of.path} 的响应缺少 ${of.list}：其版本是否与此一致？`,
        },
  'cannot-read': ({ file, code }) =>
    code === 'ENOENT'
      ? { en: `${file} does not exist`, zh: `${file} 不存在` }
      : { en: `${file} cannot be read (${code})`, zh: `无法读取 ${file}（${code}）` },
  'cannot-write': ({ file, code }) => ({ en: `${file} cannot be written (${code})`, zh: `无法写入 ${file}（${code}）` }),
  'mail-server-refuses': () => ({ en: 'the mail server does not take mail from us', zh: '邮件服务器不接收本系统的邮件' }),
  'no-html': ({ mail }) => ({ en: `mail ${mail} has no HTML part`, zh: `邮件 ${mail} 没有 HTML 部分` }),
};
