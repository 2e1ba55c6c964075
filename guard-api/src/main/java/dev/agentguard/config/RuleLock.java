package dev.agentguard.config;

import dev.agentguard.rules.Advice;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.yaml.YamlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * How the rule files of a project were read when a human looked, kept under version control: a sentence that changed, or
 * that a later version reads in another way, shows as a difference. Immutable.
 *
 * @param readings the readings in the order in which they stand
 */
public record RuleLock(List<Reading> readings) {

    /** The name of the file, beside {@code guard.yaml} or in the project's directory. */
    public static final String FILE = "guard-rules.lock";

    private static final int VERSION = 1;
    private static final String HEAD =
            "# how this project's rule files are read; written by `java -jar guard.jar rules" + " lock`, for review\n";

    /** Copies the list. */
    public RuleLock {
        readings = List.copyOf(readings);
    }

    /**
     * How one sentence is read.
     *
     * @param file the file it stands in; its line is left out, so that a line added above changes nothing
     * @param says its words, shortened
     * @param verdict {@code deny}, {@code ask} or {@code advice}
     * @param means what it stops, or why it stops nothing
     */
    public record Reading(String file, String says, String verdict, String means) {

        @Override
        public String toString() {
            return file + ": " + verdict + ": " + says + " (" + means + ")";
        }
    }

    /**
     * Returns how a book of rules is read.
     *
     * @param book the rules
     * @param project the project's directory, left out of the readings so that they are the same on every machine
     * @return the lock that says so
     */
    public static RuleLock of(RuleBook book, Path project) {
        String here = project.toAbsolutePath().normalize().toString();
        List<Reading> readings = new ArrayList<>();
        for (Rule rule : book.rules()) {
            readings.add(new Reading(
                    file(rule.source()),
                    rule.text(),
                    rule.verdict().name().toLowerCase(Locale.ROOT),
                    (rule.pattern() + (rule.reading() == null ? "" : "; " + rule.reading())).replace(here, ".")));
        }
        for (Advice advice : book.advice()) {
            readings.add(new Reading(file(advice.source()), advice.text(), "advice", advice.because()));
        }
        return new RuleLock(readings);
    }

    private static String file(String source) {
        int colon = source.lastIndexOf(':');
        boolean line = colon > 0 && source.substring(colon + 1).chars().allMatch(Character::isDigit);
        return line ? source.substring(0, colon) : source;
    }

    /**
     * Reads a lock.
     *
     * @param file the file
     * @return the lock, or null if there is no such file
     * @throws ConfigException if it is not a lock; the message names file and line
     */
    public static @Nullable RuleLock read(Path file) {
        if (!Files.exists(file)) {
            return null;
        }
        byte[] content = BoundedFiles.read(file);
        if (content == null) {
            throw new ConfigException(FILE + ": cannot be read");
        }
        YamlNode root = YamlNode.read(FILE, content).map("guard-rules", "readings");
        if (root.require("guard-rules").integer() != VERSION) {
            throw root.require("guard-rules").expected("version `" + VERSION + "`");
        }
        List<Reading> readings = new ArrayList<>();
        for (YamlNode node : root.require("readings").list()) {
            node.map("file", "says", "verdict", "means");
            readings.add(new Reading(
                    node.require("file").string(),
                    node.require("says").string(),
                    node.require("verdict").string(),
                    node.require("means").string()));
        }
        return new RuleLock(readings);
    }

    /**
     * Writes the lock; a file that is there is replaced at once.
     *
     * @param file the file
     * @throws ConfigException if it cannot be written
     */
    public void write(Path file) {
        List<Map<String, String>> list = new ArrayList<>();
        for (Reading reading : readings) {
            Map<String, String> map = new LinkedHashMap<>();
            map.put("file", reading.file());
            map.put("says", reading.says());
            map.put("verdict", reading.verdict());
            map.put("means", reading.means());
            list.add(map);
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("guard-rules", VERSION);
        root.put("readings", list);
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(10_000)
                .build();
        String text = HEAD + new Dump(settings).dumpToString(root);
        Path target = file.toAbsolutePath();
        try {
            Path fresh = Files.createTempFile(target.getParent(), FILE, ".new");
            Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ConfigException("`" + file + "` cannot be written: " + e.getMessage());
        }
    }

    /**
     * Returns what is read in another way than when this was written.
     *
     * @param now how it is read now
     * @return one line for each reading that is gone, with {@code -} in front, and each that is new, with {@code +}
     */
    public List<String> differences(RuleLock now) {
        List<Reading> gone = new ArrayList<>(readings);
        List<Reading> added = new ArrayList<>();
        for (Reading reading : now.readings) {
            if (!gone.remove(reading)) {
                added.add(reading);
            }
        }
        List<String> lines = new ArrayList<>();
        gone.forEach(reading -> lines.add("- " + reading));
        added.forEach(reading -> lines.add("+ " + reading));
        return lines;
    }
}
