package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.CommandReading;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Word;
import dev.agentguard.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One case of a cases file for command lines.
 *
 * @param section what the case is for: {@code must-stop}, {@code must-pass} or {@code evasion}
 * @param command the command
 * @param expected what is expected, as text by name
 * @param line the command as it stands in the file
 * @param source where the case stands
 */
record CommandPackCase(String section, Command command, Map<String, String> expected, String line, String source) {

    private static final int DEEPEST = 4;
    private static final List<String> EXPECTED = List.of(
            "class", "kind", "reach", "environment", "resource", "destroys-recovery", "code", "operation", "places");

    static List<CommandPackCase> read(String name) {
        YamlNode root = YamlNode.read(name, text(name)).map("pack", "must-stop", "must-pass", "evasion");
        List<CommandPackCase> cases = new ArrayList<>();
        for (String section : List.of("must-stop", "must-pass", "evasion")) {
            YamlNode items = root.get(section);
            if (items != null) {
                items.list().forEach(item -> cases.add(of(section, item)));
            }
        }
        return cases;
    }

    private static CommandPackCase of(String section, YamlNode node) {
        List<String> keys = new ArrayList<>(EXPECTED);
        keys.addAll(List.of("run", "input"));
        node.map(keys);
        Map<String, String> expected = new TreeMap<>();
        for (String key : EXPECTED) {
            YamlNode value = node.get(key);
            if (value != null) {
                expected.put(
                        key, value.kind() == YamlNode.Kind.BOOLEAN ? String.valueOf(value.bool()) : value.string());
            }
        }
        YamlNode input = node.get("input");
        String line = node.require("run").string();
        List<Word> words = words(line);
        Map<String, Word> variables = new LinkedHashMap<>();
        while (words.get(0).text().matches("[A-Z_]+=.*")) {
            String assignment = words.remove(0).text();
            int equals = assignment.indexOf('=');
            String value = assignment.substring(equals + 1);
            variables.put(assignment.substring(0, equals), new Word(value, value.indexOf('$') < 0));
        }
        Command command = new Command(
                words.get(0).text(),
                words.subList(1, words.size()),
                input == null ? null : Word.of(input.string().equals("nothing") ? "" : input.string()),
                new Evidence("command", line),
                variables::get);
        return new CommandPackCase(section, command, expected, line, node.source());
    }

    /** Returns the words of a line with plain quotes; one with {@code $} in it is not known. */
    static List<Word> words(String line) {
        List<Word> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean open = false;
        for (char c : (line + " ").toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                open = true;
            } else if (c != ' ') {
                word.append(c);
            } else if (open || !word.isEmpty()) {
                words.add(new Word(word.toString(), word.indexOf("$") < 0));
                word.setLength(0);
                open = false;
            }
        }
        return words;
    }

    /** Returns what the command turned out to be, as text by the names that stand in the file. */
    Map<String, String> actual(Packs packs) {
        List<CommandReading.Code> code = new ArrayList<>();
        Effect worst = worst(packs, command, code, 0);
        Map<String, String> all = new TreeMap<>();
        code.forEach(c -> all.put("code", c.language() + " " + c.text().text()));
        code.forEach(c -> all.put("places", words(c.places())));
        if (worst != null) {
            all.put("class", word(worst.reversibility()));
            all.put("kind", word(worst.kind()));
            all.put("reach", word(worst.reach()));
            all.put("environment", Objects.requireNonNullElse(worst.environment(), "none"));
            all.put("resource", worst.resource().toString());
            all.put("operation", worst.operation());
            all.put("places", words(worst.places()));
            all.put("destroys-recovery", String.valueOf(worst.destroysRecovery()));
        }
        all.keySet().retainAll(expected.keySet());
        return new LinkedHashMap<>(all);
    }

    private static @Nullable Effect worst(Packs packs, Command command, List<CommandReading.Code> code, int depth) {
        Effect worst = null;
        for (CommandReading reading : packs.readingsOf(command)) {
            Effect effect = null;
            if (reading instanceof CommandReading.Does does) {
                effect = does.effect();
            } else if (reading instanceof CommandReading.Runs runs && depth < DEEPEST) {
                Word program = runs.words().get(0);
                String name = program.text().substring(program.text().lastIndexOf('/') + 1);
                effect = worst(
                        packs,
                        new Command(
                                name, runs.words().subList(1, runs.words().size()), runs.input(), command.evidence()),
                        code,
                        depth + 1);
                if (effect != null && !runs.places().isEmpty()) {
                    List<Place> places = new ArrayList<>(effect.places());
                    places.addAll(runs.places());
                    effect = effect.toBuilder().places(places).build();
                }
            } else if (reading instanceof CommandReading.Code text) {
                code.add(text);
            }
            boolean worse = effect != null
                    && (worst == null || worst.reversibility().worse(effect.reversibility()) != worst.reversibility());
            worst = worse ? effect : worst;
        }
        return worst;
    }

    /** Places as a case names them: {@code kubernetes:context prod, kubernetes:namespace ?}. */
    static String words(List<Place> places) {
        return places.isEmpty()
                ? "none"
                : places.stream()
                        .map(place -> place.type() + " " + Objects.requireNonNullElse(place.value(), "?"))
                        .collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean stops() {
        String expectedClass = expected.get("class");
        return expectedClass != null && !List.of("read-only", "reversible").contains(expectedClass);
    }

    static boolean harmful(Reversibility reversibility) {
        return reversibility.compareTo(Reversibility.RECOVERABLE) >= 0;
    }

    private static String text(String name) {
        try (InputStream in = CommandPackCase.class.getResourceAsStream("/dev/agentguard/packs/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return section + " " + source + ": " + line;
    }
}
