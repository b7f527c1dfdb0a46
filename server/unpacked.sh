#!/usr/bin/env bash
# Tries an image without a container engine: unpacks its layers one over the other and starts what its configuration says, within
# them as root of the file system where that is allowed, else beside it.
set -euo pipefail
tar=$1
. "$(dirname "${BASH_SOURCE[0]}")/smoke.sh"
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir "$root/image" "$root/fs"
tar -xf "$tar" -C "$root/image"

field() { # file, expression of the parsed JSON
  node -e 'const json = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")); for (const each of eval(process.argv[2])) console.log(each)' "$1" "$2"
}
for layer in $(field "$root/image/manifest.json" 'json[0].Layers'); do
  tar --warning=no-unknown-keyword -xzf "$root/image/$layer" -C "$root/fs"
done
config=$root/image/$(field "$root/image/manifest.json" '[json[0].Config]')
mapfile -t command < <(field "$config" 'json.config.Entrypoint')
mapfile -t environment < <(field "$config" 'json.config.Env')
user=$(field "$config" '[json.config.User]')
[[ "$user" != 0* && -n "$user" ]] || { echo "The image runs as root." >&2; exit 1; }

if [[ "$(id -u)" -eq 0 ]]; then
  # What an engine would lay over it.
  chmod 755 "$root"
  mkdir -p "$root/fs/dev" "$root/fs/proc"
  mount -t proc proc "$root/fs/proc"
  trap 'umount "$root/fs/proc"; rm -rf "$root"' EXIT
  mknod -m 666 "$root/fs/dev/null" c 1 3
  mknod -m 666 "$root/fs/dev/random" c 1 8
  mknod -m 666 "$root/fs/dev/urandom" c 1 9
  java=$(command -v env)
  SMOKE_DATA=/data smoke "$java" -i "${environment[@]}" "$(command -v chroot)" --userspec="$user" "$root/fs" "${command[@]}"
else
  # Without the rights of root: the same command with its own Java, the paths led into the unpacked files.
  cp -r "$root/fs/app" "$root/app"
  sed -i "s#/app/#$root/app/#g" "$root/app/jib-classpath-file"
  smoke "$root/fs/opt/java/bin/java" "${command[@]:1:2}" -cp "@$root/app/jib-classpath-file" org.chainrule.server.Main
fi
