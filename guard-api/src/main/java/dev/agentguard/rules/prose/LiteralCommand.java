package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A command line as it is written, whatever it does. */
final class LiteralCommand {

    private static final int LONGEST = 200;

    private LiteralCommand() {}

    /** Returns a command line as it is written, whatever it does; null if this is none. */
    static @Nullable Condition of(String code) {
        String text = Placeholders.filled(
                code.strip().startsWith(".\\") ? code.strip().replace('\\', '/') : code.strip());
        if (text.length() > LONGEST || !text.chars().allMatch(c -> c < 128 && "(){};\"'!|&<>$`\\".indexOf(c) < 0)) {
            return null;
        }
        List<String> words = new ArrayList<>();
        List<Options> options = new ArrayList<>();
        for (String word : text.split("\\s+", -1)) {
            if (word.startsWith("-")) {
                options.add(Options.of(word));
            } else if (!word.equals(Placeholders.ANY)) {
                words.add(word);
            }
        }
        if (words.isEmpty()
                || CodeKeywords.isOne(words.get(0))
                || !Character.isLetter(last(words.get(0)).charAt(0))) {
            return null;
        }
        String program = last(words.get(0)).toLowerCase(Locale.ROOT);
        Condition started = new CommandShape(Set.of(program), words.subList(1, words.size()), options);
        // a script may be given to what runs it: `python dial.py`
        return Paths.isOne(words.get(0))
                ? AnyOf.of(started, SameCommands.started(words, options))
                : SameCommands.widened(started, program, words.subList(1, words.size()), List.of());
    }

    private static String last(String path) {
        String plain = path.replace('\\', '/');
        String name = plain.substring(plain.lastIndexOf('/') + 1);
        return name.isEmpty() ? "-" : name;
    }
}
