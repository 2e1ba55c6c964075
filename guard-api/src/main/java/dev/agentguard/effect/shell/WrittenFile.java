package dev.agentguard.effect.shell;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import java.util.Set;

/** What it does to open a file for writing. */
final class WrittenFile {

    private static final Set<String> NOTHING = Set.of(
            "/dev/null", "/dev/stdout", "/dev/stderr", "/dev/tty", "/dev/zero", "/dev/full", "NUL", "nul", "$null");

    /** Files without which nobody can log in or the machine does not start. */
    private static final Set<String> VITAL = Set.of(
            "/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow", "/etc/sudoers", "/etc/fstab", "/etc/crypttab");

    private static final String[] DISKS = {
        "sd", "hd", "vd", "xvd", "nvme", "mmcblk", "disk", "rdisk", "mapper/", "md", "dm-", "loop", "mem", "kmem",
        "port", "block/", "root", "zvol/", "nbd", "rbd", "sr", "fd0", "ram", "mtd"
    };

    /** Directories of devices that hold nothing; in any other, named as a group of volumes, its volumes stand. */
    private static final Set<String> DIRECTORIES = Set.of(
            "tcp",
            "udp",
            "shm",
            "fd",
            "pts",
            "char",
            "cpu",
            "bus",
            "dri",
            "input",
            "net",
            "snd",
            "usb",
            "vfio",
            "mqueue",
            "hugepages",
            "serial",
            "infiniband",
            "dma_heap",
            "v4l");

    private WrittenFile() {}

    static void report(Redirections.Target target, boolean empties, Reading reading, String place) {
        String path = target.path().text();
        if (NOTHING.contains(path) || path.isEmpty() || path.startsWith("/dev/fd/")) {
            return;
        }
        String name = path.startsWith("/dev/") ? path.substring(5) : "";
        if (!name.isEmpty() && !name.startsWith("shm/")) {
            if (isDisk(name)) {
                add(reading, place, path, Reversibility.IRREVERSIBLE, "overwrites a disk");
            } else {
                String reason = name.startsWith("tcp/") || name.startsWith("udp/")
                        ? "speaks over a socket, which is not read"
                        : "writes to a device";
                reading.unknown("local:write", place, path, reason);
            }
        } else if (!target.append() && (VITAL.contains(path) || path.endsWith("/.ssh/authorized_keys"))) {
            add(reading, place, path, Reversibility.IRREVERSIBLE, "overwrites a file on which logging in depends");
        } else if (!target.append() && empties) {
            add(reading, place, path, Reversibility.IRREVERSIBLE, "empties the file");
        } else {
            String reason = target.append() ? "appends to a file" : "writes a file";
            add(reading, place, path, Reversibility.REVERSIBLE, reason);
        }
    }

    private static boolean isDisk(String name) {
        for (String disk : DISKS) {
            if (name.startsWith(disk)) {
                return true;
            }
        }
        int slash = name.indexOf('/');
        return slash > 0 && slash + 1 < name.length() && !DIRECTORIES.contains(name.substring(0, slash));
    }

    private static void add(Reading reading, String place, String path, Reversibility reversibility, String reason) {
        reading.add(Effect.of("local:write", new Evidence(reading.place(place), "> " + path))
                .resource("local:file", path)
                .makes(true)
                .reversibility(reversibility, reason)
                .build());
    }
}
