package dev.agentguard.pack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The services that something was generated of, by every name they go by: endpoint prefix, host, the name in
 * signatures, that on the command line, the prefix of {@code X-Amz-Target}. A service's own file is read when it is
 * first asked about. Safe for use by many threads.
 */
final class AwsCatalog {

    private static final String FOLDER = "aws/generated/";

    private final Map<String, List<Entry>> byName = new HashMap<>();
    private final Map<String, AwsService> read = new ConcurrentHashMap<>();

    private AwsCatalog() {}

    /**
     * A service.
     *
     * @param prefix its endpoint prefix, by which packs know it
     * @param provider how its operations are called in policies, {@code ec2} of {@code ec2:TerminateInstances}
     */
    record Entry(String prefix, String provider) {}

    static AwsCatalog shipped() {
        return parse(PackFiles.shipped(FOLDER + "services.txt"));
    }

    static AwsCatalog parse(String text) {
        AwsCatalog catalog = new AwsCatalog();
        for (String line : text.split("\n", -1)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                catalog.add(line.split("; ", -1));
            }
        }
        return catalog;
    }

    private void add(String[] fields) {
        String signing = fields[2].split(" ", -1)[0];
        Entry entry = new Entry(fields[0], signing.isEmpty() ? fields[0] : signing);
        TreeSet<String> names = new TreeSet<>();
        for (String field : fields) {
            for (String name : field.split(" ", -1)) {
                names.add(name.toLowerCase(Locale.ROOT));
            }
        }
        names.remove("");
        names.forEach(name ->
                byName.computeIfAbsent(name, unused -> new ArrayList<>()).add(entry));
    }

    /** Returns the services that go by a name, since several sign with one name; the one whose prefix it is first. */
    List<Entry> named(String name) {
        List<Entry> found = new ArrayList<>(byName.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
        found.sort(Comparator.comparing(entry -> !entry.prefix().equalsIgnoreCase(name)));
        return found;
    }

    AwsService content(Entry entry) {
        return read.computeIfAbsent(
                entry.prefix(), prefix -> AwsService.parse(PackFiles.shipped(FOLDER + prefix + ".txt")));
    }

    /** Returns all services, in no particular order. */
    List<Entry> entries() {
        return byName.values().stream().flatMap(List::stream).distinct().toList();
    }
}
