package dev.agentguard.config;

import dev.agentguard.rules.Advice;
import dev.agentguard.rules.Line;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.yaml.YamlException;
import dev.agentguard.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code accepted:} of {@code guard-rules.lock}: what sentences mean that are advice by themselves. Each holds as long as
 * its sentence stands in its file word for word; they add rules and take none away.
 */
final class AcceptedReadings {

    static final String KEY = "accepted";

    private static final int MOST = 2_000;
    private static final double ALIKE = 0.4;

    private final List<AcceptedReading> readings;

    private AcceptedReadings(List<AcceptedReading> readings) {
        this.readings = readings;
    }

    /**
     * Reads the lock of a project.
     *
     * @throws ConfigException if one of its accepted readings cannot be used
     */
    static AcceptedReadings of(Path base, Collection<String> environments, Digests digests) {
        byte[] content = BoundedFiles.read(base.resolve(RuleLock.FILE));
        // the readings that are only kept for review are many, and nothing of them is needed here
        if (content == null || !new String(content, StandardCharsets.UTF_8).contains(KEY)) {
            return new AcceptedReadings(List.of());
        }
        try {
            YamlNode section = RuleLock.root(content).get(KEY);
            if (section == null) {
                return new AcceptedReadings(List.of());
            }
            digests.add(RuleLock.FILE, content);
            return new AcceptedReadings(read(section, environments));
        } catch (YamlException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    static List<AcceptedReading> read(YamlNode section, Collection<String> environments) {
        List<YamlNode> nodes = section.list();
        if (nodes.size() > MOST) {
            throw section.error("expected at most " + MOST + " accepted readings");
        }
        return nodes.stream()
                .map(node -> AcceptedReading.read(node, environments))
                .toList();
    }

    boolean isEmpty() {
        return readings.isEmpty();
    }

    /** Returns the book in which the sentences that still stand there are rules; what does not is listed. */
    RuleBook appliedTo(RuleBook book) {
        if (readings.isEmpty()) {
            return book;
        }
        Map<Sentence, Set<String>> sentences = new HashMap<>();
        book.advice().forEach(advice -> add(sentences, advice.source(), advice.whole()));
        book.rules().forEach(rule -> add(sentences, rule.source(), rule.text()));
        List<Rule> rules = new ArrayList<>(book.rules());
        List<Advice> notes = new ArrayList<>();
        Set<Sentence> read = new HashSet<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (AcceptedReading reading : readings) {
            Sentence sentence = new Sentence(reading.file(), reading.says());
            Set<String> sources = sentences.get(sentence);
            if (sources == null) {
                notes.add(notApplied(reading, book));
                continue;
            }
            read.add(sentence);
            sources.forEach(source -> rules.add(reading.ruleOf(source, numbers.merge(source, 1, Integer::sum))));
        }
        List<Advice> left = new ArrayList<>(book.advice());
        left.removeIf(advice -> read.contains(new Sentence(fileOf(advice.source()), advice.whole())));
        left.addAll(notes);
        return RuleBook.of(rules, left);
    }

    private record Sentence(String file, String text) {}

    private static void add(Map<Sentence, Set<String>> sentences, String source, String text) {
        if (!text.isEmpty()) {
            sentences
                    .computeIfAbsent(new Sentence(fileOf(source), text), unused -> new LinkedHashSet<>())
                    .add(source);
        }
    }

    private static Advice notApplied(AcceptedReading reading, RuleBook book) {
        String found = alike(reading, book);
        return new Advice(
                reading.at(),
                reading.says(),
                "expected this sentence in `" + reading.file() + "`, found "
                        + (found == null ? "none like it" : found)
                        + ", so the accepted reading is not applied",
                reading.says());
    }

    /** What stands there instead, as far as that can be told. */
    private static @Nullable String alike(AcceptedReading reading, RuleBook book) {
        Set<String> words = words(reading.says());
        double best = ALIKE;
        String found = null;
        List<Advice> all = new ArrayList<>(book.advice());
        book.rules().forEach(rule -> all.add(new Advice(rule.source(), rule.text(), "")));
        for (Advice each : all) {
            double alike = fileOf(each.source()).equals(reading.file()) ? alike(words, words(each.whole())) : 0;
            if (alike > best) {
                best = alike;
                found = "`" + each.text() + "` in " + each.source();
            }
        }
        return found;
    }

    private static double alike(Set<String> some, Set<String> others) {
        Set<String> both = new HashSet<>(some);
        both.retainAll(others);
        int all = some.size() + others.size() - both.size();
        return all == 0 ? 0 : (double) both.size() / all;
    }

    private static Set<String> words(String text) {
        Set<String> words =
                new HashSet<>(List.of(Line.whole(text).toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        words.remove("");
        return words;
    }

    /** The file of {@code AGENTS.md:12}. */
    static String fileOf(String source) {
        int colon = source.lastIndexOf(':');
        boolean line = colon > 0 && source.substring(colon + 1).chars().allMatch(Character::isDigit);
        return line ? source.substring(0, colon) : source;
    }
}
