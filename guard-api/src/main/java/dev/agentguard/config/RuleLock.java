package dev.agentguard.config;

import dev.agentguard.rules.Advice;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.yaml.YamlException;
import dev.agentguard.yaml.YamlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * How the rule files of a project were read when a human looked, kept under version control: a sentence that changed, or
 * that a later version reads in another way, shows as a difference. Beside them what a human accepted as the meaning of
 * sentences that are advice by themselves. Immutable.
 *
 * @param readings the readings in the order in which they stand
 * @param accepted the part of the file that holds the accepted readings, as it was written; empty if there are none
 */
public record RuleLock(List<Reading> readings, String accepted) {

    /** The name of the file, beside {@code guard.yaml} or in the project's directory. */
    public static final String FILE = "guard-rules.lock";

    private static final int VERSION = 1;
    private static final String HEAD = "# how this project's rule files are read; written by `java -jar guard.jar rules"
            + " lock`, for review\nguard-rules: " + VERSION + "\n";

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
     * Returns how a book of rules is read, as far as it stands in the project's files. What an accepted reading says is not
     * repeated.
     *
     * @param book the rules
     * @param project the project's directory, left out of the readings so that they are the same on every machine
     * @return the lock that says so, without accepted readings
     */
    public static RuleLock of(RuleBook book, Path project) {
        String here = project.toAbsolutePath().normalize().toString();
        List<Reading> readings = new ArrayList<>();
        for (Rule rule : book.rules()) {
            if (!AcceptedReading.isOne(rule) && isOfProject(rule.source())) {
                readings.add(new Reading(
                        AcceptedReadings.fileOf(rule.source()),
                        rule.text(),
                        rule.verdict().name().toLowerCase(Locale.ROOT),
                        (rule.pattern() + (rule.reading() == null ? "" : "; " + rule.reading())).replace(here, ".")));
            }
        }
        for (Advice advice : book.advice()) {
            String file = AcceptedReadings.fileOf(advice.source());
            if (!file.equals(FILE) && isOfProject(file)) {
                readings.add(new Reading(file, advice.text(), "advice", advice.because()));
            }
        }
        return new RuleLock(readings, "");
    }

    /** What stands in the home directory or belongs to the machine is another one on the next. */
    private static boolean isOfProject(String source) {
        return !source.startsWith("~") && !source.startsWith("/") && !source.startsWith(":\\", 1);
    }

    /**
     * Returns the accepted readings that are not applied, since their sentences are not there.
     *
     * @param book the rules
     * @return one line for each: where it stands, what is expected and what was found
     */
    public static List<String> notApplied(RuleBook book) {
        return book.advice().stream()
                .filter(advice -> AcceptedReadings.fileOf(advice.source()).equals(FILE))
                .map(advice -> advice.source() + ": " + advice.text() + ": " + advice.because())
                .toList();
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
        try {
            return read(content);
        } catch (YamlException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    private static RuleLock read(byte[] content) {
        YamlNode root = root(content);
        List<Reading> readings = new ArrayList<>();
        for (YamlNode node : root.require("readings").list()) {
            node.map("file", "says", "verdict", "means");
            readings.add(new Reading(
                    node.require("file").string(),
                    node.require("says").string(),
                    node.require("verdict").string(),
                    node.require("means").string()));
        }
        return new RuleLock(readings, LockText.part(root, new String(content, StandardCharsets.UTF_8)));
    }

    static YamlNode root(byte[] content) {
        YamlNode root = YamlNode.read(FILE, content).map("guard-rules", AcceptedReadings.KEY, "readings");
        if (root.require("guard-rules").integer() != VERSION) {
            throw root.require("guard-rules").expected("version `" + VERSION + "`");
        }
        return root;
    }

    /**
     * Returns this lock with the accepted readings of another one.
     *
     * @param other the lock that was there before, or null
     * @return the lock
     */
    public RuleLock keeping(@Nullable RuleLock other) {
        return other == null ? this : new RuleLock(readings, other.accepted);
    }

    /**
     * Returns this lock with one more accepted reading, in place of the advice that it holds of the sentence so far.
     *
     * @param proposed the sentence and its rule
     * @param environments the declared environments
     * @return the lock
     * @throws ConfigException if that could not be read again as what it is
     */
    public RuleLock accepting(ProposedRule proposed, Collection<String> environments) {
        Advice sentence = proposed.sentence();
        String file = AcceptedReadings.fileOf(sentence.source());
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("file", file);
        entry.put("says", sentence.whole());
        String lines = dump(List.of(entry))
                + proposed.text().lines().map(line -> "  " + line + "\n").collect(Collectors.joining());
        String part = LockText.with(accepted, lines);
        if (!proposed.isLastOf(part, environments)) {
            throw new ConfigException("`" + sentence.text() + "` cannot be written to `" + FILE + "` as it is");
        }
        List<Reading> left = new ArrayList<>(readings);
        left.removeIf(
                reading -> reading.file().equals(file) && reading.says().equals(sentence.text()) && isAdvice(reading));
        return new RuleLock(left, part);
    }

    private static boolean isAdvice(Reading reading) {
        return reading.verdict().equals("advice");
    }

    /**
     * Writes the lock; a file that is there is replaced at once.
     *
     * @param file the file
     * @throws ConfigException if it cannot be written, or could not be read again
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
        byte[] text = (HEAD + accepted + dump(Map.of("readings", list))).getBytes(StandardCharsets.UTF_8);
        Path target = file.toAbsolutePath();
        try {
            root(text);
            Path fresh = Files.createTempFile(target.getParent(), FILE, ".new");
            Files.write(fresh, text);
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | YamlException e) {
            throw new ConfigException("`" + file + "` cannot be written: " + e.getMessage());
        }
    }

    static String dump(Object value) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(10_000)
                .build();
        return new Dump(settings).dumpToString(value);
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
