#!/usr/bin/env bash
# A real Redmine for tests, from Debian's packages. Needs root, or, after the installation, membership of www-data.
#   redmine.sh install           once for each machine; a repeat does nothing
#   redmine.sh prepare DIR       makes a Redmine with fresh data in DIR; prints its keys as JSON
#   redmine.sh serve DIR PORT    serves it on loopback until it is killed; DIR keeps its data
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
empty=/var/lib/dbconfig-common/sqlite3/redmine/instances/default/redmine_default
export RAILS_ENV=production LANG=C.UTF-8

# Debian's security update of Ruby has a newer bundler, which does not find Debian's gems. Use Debian's bundler.
debians_bundler() {
  local version
  version=$(dpkg-query -W -f '${Version}' ruby-bundler 2>/dev/null || apt-cache show --no-all-versions ruby-bundler | sed -n 's/^Version: //p')
  export BUNDLER_VERSION=${version%%-*}
}

install() {
  if [ "$(dpkg-query -W -f '${Status}' redmine 2>/dev/null)" = 'install ok installed' ] && [ -e "$empty" ] && command -v puma >/dev/null; then
    echo 'Redmine is installed.'
    return
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  debians_bundler
  apt-get install -y -qq --no-install-recommends debconf >/dev/null
  debconf-set-selections <<'ANSWERS'
redmine redmine/instances/default/dbconfig-install boolean true
redmine redmine/instances/default/database-type select sqlite3
redmine redmine/instances/default/default-language select en
ANSWERS
  apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends redmine redmine-sqlite puma
}

prepare() {
  local instance=$1/app/instances/default
  debians_bundler
  mkdir -p "$1"
  cp -r /usr/share/redmine "$1/app"
  rm "$1/app/instances"
  mkdir -p "$instance"/{config,files,log,public,tmp/cache}
  cp "$empty" "$1/redmine.sqlite3"
  printf 'production:\n  adapter: sqlite3\n  database: %s/redmine.sqlite3\n  timeout: 10000\n' "$1" >"$instance/config/database.yml"
  head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$instance/config/secret_key.txt"
  cd "$1/app"
  ruby bin/rails runner "$here/redmine-seed.rb"
}

case "${1:-}" in
  install) install ;;
  prepare) prepare "$2" ;;
  serve)
    debians_bundler
    cd "$2/app"
    exec puma --quiet -b "tcp://127.0.0.1:$3" config.ru
    ;;
  *)
    sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
