#!/usr/bin/env bash
# Runs tests/vm in a virtual machine (QEMU, no acceleration needed) whose kernel has two test cameras, which can
# be pulled while they are recorded, and a test card whose signals change. The guest sees this system's files, read only, so nothing is installed in
# it. Needs network access once, for the kernel; run by `./dev test --vm` from the project's root.
set -euo pipefail

source=$PWD
work=$source/build/vm
mkdir -p "$work"

if [ ! -e "$work/ready" ]; then
  rm -rf "$work/files"
  kernel=$(apt-cache depends linux-image-amd64 | sed -n 's/^ *Depends: //p' | head -n 1)
  [ -n "$kernel" ] || { echo "No kernel package found." >&2; exit 1; }
  (cd "$work" && apt-get -qq download "$kernel" busybox-static)
  for package in "$work"/*.deb; do dpkg -x "$package" "$work/files"; done
  rm -f "$work"/*.deb
  touch "$work/ready"
fi

files=$work/files
version=$(basename "$files"/lib/modules/*)
busybox=$(find "$files" -path "*bin/busybox" -type f | head -n 1)
depmod -b "$files" "$version"

# The first file system: what it takes to see this system's files.
root=$work/initramfs
rm -rf "$root"
mkdir -p "$root"/{bin,proc,sys,dev,host,modules}
cp "$busybox" "$root/bin/busybox"
for module in virtio_pci 9pnet_virtio 9p vivid; do
  modprobe -d "$files" -S "$version" --show-depends "$module" | sed -n 's/^insmod //p'
done | awk '!seen[$1]++ { print $1 }' >"$work/order"
: >"$root/modules/order"
while read -r module; do
  cp "$module" "$root/modules/"
  basename "$module" >>"$root/modules/order"
done <"$work/order"

cat >"$root/init" <<'INIT'
#!/bin/busybox sh
/bin/busybox --install -s /bin
mount -t proc none /proc
mount -t sysfs none /sys
mount -t devtmpfs none /dev
for module in $(cat /modules/order); do
  options=
  # Two webcams of one input each, a card with S-Video and two HDMI inputs, and no other nodes.
  [ "$module" = vivid.ko ] && options="n_devs=3 node_types=0x1,0x1,0x1 num_inputs=1,1,3 input_types=0x0,0x0,0x3e"
  insmod "/modules/$module" $options || echo "no module $module"
done
mount -t 9p -o trans=virtio,version=9p2000.L,ro,msize=512000,cache=loose root /host
for each in tmp run; do mount -t tmpfs none "/host/$each"; done
mount -o bind /dev /host/dev
mount -o bind /proc /host/proc
mount -o bind /sys /host/sys
program=$(sed 's/.*reelout.program=\([^ ]*\).*/\1/' /proc/cmdline)
chroot /host /usr/bin/env HOME=/tmp XDG_RUNTIME_DIR=/run LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin "$program"
echo "reelout-vm: $?"
poweroff -f
INIT
chmod +x "$root/init"
(cd "$root" && find . | cpio --quiet -o -H newc | gzip -1) >"$work/initramfs.gz"

log=$work/log.txt
timeout "${REELOUT_VM_SECONDS:-1200}" qemu-system-x86_64 -accel tcg,thread=multi -smp 2 -m 2048 -cpu max \
  -nodefaults -no-reboot -display none -serial stdio -monitor none \
  -kernel "$files/boot/vmlinuz-$version" -initrd "$work/initramfs.gz" \
  -virtfs local,path=/,mount_tag=root,security_model=none,readonly=on,multidevs=remap \
  -append "console=ttyS0 quiet loglevel=3 panic=-1 reelout.program=$source/build/dev/tests/vm/v4l2_vm_test" | tee "$log"
grep -q '^reelout-vm: 0' "$log"
