import type { StoreProblems } from '../../domain/problems/stores';
import type { Sentences } from './sentences';

export const storeProblems: Sentences<StoreProblems> = {
  'store-locked': ({ path, pid }) => ({
    en: `The store in ${path} is in use by process ${pid}: stop that one (kill ${pid}), or use another directory (PERENNIAL_HOME).`,
    zh: `${path} 中的存储正被进程 ${pid} 使用：请停止该进程（kill ${pid}），或使用其他目录（PERENNIAL_HOME）。`,
  }),
  'store-of-older-build': ({ place, engine }) => ({
    en: `The store in ${place} was made by an older build of Perennial, or by a newer one, and this one does not know its tables: ${
      engine === 'server'
        ? 'name another database in DATABASE_URL'
        : 'choose another data directory with PERENNIAL_HOME, or move this one aside'
    }.`,
    zh: `${place} 中的存储由更旧或更新的 Perennial 版本创建，当前版本不识别其表：${
      engine === 'server' ? '请在 DATABASE_URL 中指定其他数据库' : '请用 PERENNIAL_HOME 指定其他数据目录，或移走此目录'
    }。`,
  }),
  'store-unreachable': (of) => {
    switch (of.why) {
      case 'refused':
        return {
          en: `The database ${of.place} does not let us in (${of.code}): check name, user and password in DATABASE_URL.`,
          zh: `数据库 ${of.place} 拒绝登录（${of.code}）：请检查 DATABASE_URL 中的库名、用户和密码。`,
        };
      case 'silent':
        return {
          en: `The database ${of.place} does not answer${of.code && ` (${of.code})`}: is it running, is DATABASE_URL right?`,
          zh: `数据库 ${of.place} 没有响应${of.code && `（${of.code}）`}：它是否在运行，DATABASE_URL 是否正确？`,
        };
      case 'bad-url':
        return {
          en: 'DATABASE_URL is not of the form postgres://USER:PASSWORD@HOST:PORT/DATABASE.',
          zh: 'DATABASE_URL 的格式应为 postgres://USER:PASSWORD@HOST:PORT/DATABASE。',
        };
    }
  },
  'store-failed': ({ codes, details }) => ({
    en: `The database refused a statement (${codes.join(', ')})${details === undefined ? '' : `: ${details}`}.`,
    zh: `数据库拒绝了一条语句（${codes.join('、')}）${details === undefined ? '' : `：${details}`}。`,
  }),
};
