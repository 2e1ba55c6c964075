package dev.agentguard.config;

import dev.agentguard.yaml.YamlNode;
import java.util.stream.Collectors;

/** The part of a lock that holds the accepted readings, kept as people wrote it, with their comments. */
final class LockText {

    private static final String HEAD = AcceptedReadings.KEY + ":";

    private LockText() {}

    /** Returns the lines from the key up to the next one. */
    static String part(YamlNode root, String text) {
        YamlNode section = root.get(AcceptedReadings.KEY);
        if (section == null || section.list().isEmpty()) {
            return "";
        }
        int from = root.keyNode(AcceptedReadings.KEY).line();
        int to = Integer.MAX_VALUE;
        for (String key : root.entries().keySet()) {
            int line = root.keyNode(key).line();
            to = line > from ? Math.min(to, line) : to;
        }
        String part = text.lines().skip(from - 1L).limit((long) to - from).collect(Collectors.joining("\n")) + "\n";
        boolean inLines = part.lines().findFirst().orElse("").startsWith(HEAD)
                && part.lines().skip(1).anyMatch(line -> line.strip().startsWith("-"));
        if (!inLines) {
            throw section.error("expected each accepted reading in lines of its own, beginning with `-`");
        }
        return part;
    }

    /** Returns the part with one more reading, {@code - file: ...} and the lines below it. */
    static String with(String part, String entry) {
        String head = part.isEmpty() ? HEAD + "\n" : part;
        String indent = head.lines()
                .filter(line -> line.strip().startsWith("-"))
                .findFirst()
                .map(line -> line.substring(0, line.indexOf('-')))
                .orElse("");
        return head + entry.lines().map(line -> indent + line + "\n").collect(Collectors.joining());
    }
}
