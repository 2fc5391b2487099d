#!/usr/bin/env bash
# A real Request Tracker 5 on loopback, for tests. Not for production: its root password is known.
#   request-tracker.sh install           installs it once, with SQLite (Debian or Ubuntu, as root)
#   request-tracker.sh start DIR PORT    serves from DIR until it is killed; DIR keeps its data for the next start
# It is ready when http://127.0.0.1:PORT/REST/2.0/ answers; DIR/access.json has its users and tokens.
set -euo pipefail
scripts="$(cd "$(dirname "$0")" && pwd)"
server=/usr/share/request-tracker5/libexec/rt-server
fresh=/var/lib/dbconfig-common/sqlite3/request-tracker5/rtdb

fail() {
  echo "request-tracker.sh: $1" >&2
  exit 1
}

is_installed() { [ -x "$server" ] && [ -s "$fresh" ]; }

install() {
  if is_installed; then return; fi
  command -v apt-get >/dev/null || fail 'Request Tracker comes from apt-get here, and there is none: use Debian or Ubuntu'
  [ "$(id -u)" = 0 ] || fail "installing needs root: sudo $0 install"
  export DEBIAN_FRONTEND=noninteractive
  local patient=(-o DPkg::Lock::Timeout=300)
  apt-get "${patient[@]}" update -q
  # After a purge, some questions cannot be answered in advance; their defaults are these answers.
  debconf-set-selections <<'ANSWERS' || true
request-tracker5 request-tracker5/dbconfig-install boolean true
request-tracker5 request-tracker5/database-type select sqlite3
request-tracker5 request-tracker5/initial-root-password password password
request-tracker5 request-tracker5/install-cronjobs boolean false
request-tracker5 request-tracker5/handle-siteconfig-permissions boolean false
ANSWERS
  # apt-get also fails because of other half-installed packages: check whether ours is installed.
  apt-get "${patient[@]}" install -yq --no-install-recommends rt5-standalone rt5-db-sqlite request-tracker5 || true
  is_installed || fail 'Request Tracker is not installed, or not with SQLite; apt-get says above why'
  # An empty database contains no secret, and tests need not run as root.
  chmod a+rx "$(dirname "$fresh")" && chmod a+r "$fresh"
}

start() {
  local directory="$1" port="$2"
  is_installed || fail "Request Tracker is not installed: run scripts/request-tracker.sh install"
  mkdir -p "$directory/sessions"
  directory="$(cd "$directory" && pwd)"
  export RT_SITE_CONFIG="$directory/RT_SiteConfig.pm" RT_SITE_CONFIG_DIR="$directory" TMPDIR="$directory"
  cat >"$RT_SITE_CONFIG" <<CONFIG
Set(\$rtname, 'test');
Set(\$Organization, 'example.test');
Set(\$WebDomain, '127.0.0.1');
Set(\$WebPort, $port);
Set(\$WebBaseURL, 'http://127.0.0.1:$port');
Set(\$WebPath, '');
Set(\$RestrictReferrer, 0);
Set(\$DatabaseType, 'SQLite');
Set(\$DatabaseName, '$directory/rtdb');
Set(\$MailCommand, 'testfile');
Set(\$BcryptCost, 4);
Set(\$LogToSTDERR, 'warning');
Set(\$LogToSyslog, undef);
Set(\$Timezone, 'Asia/Shanghai');
\$RT::MasonDataDir = '$directory/mason';
\$RT::MasonSessionDir = '$directory/sessions';
1;
CONFIG
  if [ ! -e "$directory/access.json" ]; then
    cp "$fresh" "$directory/rtdb"
    chmod u+w "$directory/rtdb"
    perl "$scripts/request-tracker-setup.pl" "$directory/access.json"
  fi
  # One process that serves one request at a time: killing it leaves no other process.
  exec "$server" --server Starlet --host 127.0.0.1 --port "$port" --max-workers 0
}

case "$#-${1:-}" in
  1-install) install ;;
  3-start) start "$2" "$3" ;;
  *) sed -n '2,5s/^# //p' "$0" >&2 && exit 2 ;;
esac
