package dev.agentguard.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The list of the shipped packs with what each is asked about, so that a start reads one small file and a pack's own
 * file is read when something first asks for it. It is written when Guard is built.
 *
 * @param entries the packs
 */
record PackIndex(List<Entry> entries) {

    /** Its place beside the packs. */
    static final String FILE = "index.txt";

    PackIndex {
        entries = List.copyOf(entries);
    }

    /**
     * A pack of the index.
     *
     * @param file its file, below the folder of packs
     * @param match what it is asked about
     */
    record Entry(String file, PackMatch match) {}

    /** Returns the packs of one protocol. */
    List<Entry> of(PackProtocol protocol) {
        return entries.stream()
                .filter(entry -> entry.match().protocol() == protocol)
                .toList();
    }

    String write() {
        return entries.stream().map(PackIndex::line).collect(Collectors.joining("\n", "", "\n"));
    }

    static PackIndex read(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (!line.isBlank()) {
                entries.add(entry(line.split("\t", -1)));
            }
        }
        return new PackIndex(entries);
    }

    private static String line(Entry entry) {
        PackMatch match = entry.match();
        List<String> hosts = new ArrayList<>();
        match.hosts().forEach(host -> hosts.add(host.toString()));
        if (match.anywhere()) {
            hosts.add("*");
        }
        return String.join(
                "\t",
                entry.file(),
                match.id(),
                match.protocol().name(),
                match.controlPlane() ? "control-plane" : "",
                String.join(" ", hosts),
                match.paths().stream().map(PathPattern::text).collect(Collectors.joining(" ")),
                String.join(" ", match.keys()));
    }

    private static Entry entry(String[] fields) {
        if (fields.length != 7) {
            throw new IllegalStateException(
                    "the index of the shipped packs has a line of " + fields.length + " fields");
        }
        List<String> hosts = words(fields[4]);
        PackMatch match = new PackMatch(
                fields[1],
                PackProtocol.valueOf(fields[2]),
                hosts.stream()
                        .filter(host -> !host.equals("*"))
                        .map(HostPattern::parse)
                        .toList(),
                hosts.contains("*"),
                words(fields[5]).stream().map(PathPattern::new).toList(),
                words(fields[6]),
                !fields[3].isEmpty());
        return new Entry(fields[0], match);
    }

    private static List<String> words(String field) {
        return field.isEmpty() ? List.of() : Arrays.asList(field.split(" ", -1));
    }
}
