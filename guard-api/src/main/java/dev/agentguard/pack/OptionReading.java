package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the options of a program of which nobody said what they do. */
final class OptionReading {

    private static final int SHORTEST = 4;

    private final Lexicon lexicon;
    private final CommandWords words;

    OptionReading(Lexicon lexicon, CommandWords words) {
        this.lexicon = lexicon;
        this.words = words;
    }

    /** Returns what an option destroys whatever the subcommand, or null: {@code sync --delete}. */
    @Nullable
    Said destruction(CommandLine line) {
        Said worst = null;
        for (CommandLine.Option option : line.options()) {
            List<String> parts = Words.of(option.name());
            if (off(option)
                    || parts.isEmpty()
                    || option.name().length() < SHORTEST
                    || parts.stream().anyMatch(this::setting)) {
                continue;
            }
            if (words.destroyingOptions().contains(parts.get(0))) {
                return new Said(
                        Reversibility.IRREVERSIBLE,
                        Said.Strength.DESTROYS,
                        null,
                        "`" + option.name() + "` destroys something");
            }
            if (lexicon.destroys(parts.get(0)) || words.doubtfulOptions().contains(parts.get(0))) {
                worst = Said.unknown("`" + option.name() + "` may destroy something");
            }
        }
        return worst;
    }

    /** Returns what an option says where no subcommand stands: {@code kafka-topics --list}. */
    @Nullable
    Said verb(CommandLine line) {
        Said found = null;
        for (CommandLine.Option option : line.options()) {
            List<String> parts = Words.of(option.name());
            if (option.name().length() < SHORTEST || parts.size() != 1) {
                continue;
            }
            String verb = parts.get(0);
            if (words.changes().contains(verb)) {
                return new Said(
                        Reversibility.REVERSIBLE,
                        Said.Strength.CHANGES,
                        null,
                        "`" + option.name() + "` changes what the caller can change back");
            }
            if (words.lookingOptions().contains(verb)) {
                found = new Said(
                        Reversibility.READ_ONLY,
                        Said.Strength.LOOKS,
                        null,
                        "`" + option.name() + "` looks at something");
            }
        }
        return found;
    }

    /** Returns that a program without a subcommand starts a server, where an option says so, or null. */
    @Nullable
    Said serves(CommandLine line) {
        for (CommandLine.Option option : line.options()) {
            if (words.serving().contains(option.name())) {
                return new Said(
                        Reversibility.REVERSIBLE,
                        Said.Strength.NOUN,
                        null,
                        "`" + option.name() + "` starts a server, which can be stopped");
            }
        }
        return null;
    }

    private boolean off(CommandLine.Option option) {
        return option.value() != null
                && option.value().known()
                && words.off().contains(option.value().text().toLowerCase(Locale.ROOT));
    }

    private boolean setting(String part) {
        return lexicon.in("settings", part) || words.keeps().contains(part);
    }
}
