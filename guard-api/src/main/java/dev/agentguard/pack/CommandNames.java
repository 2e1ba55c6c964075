package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the subcommands of a program of which nobody said what they do, by the words in their names: the first verb that
 * is hardly ever the name of a thing decides, and a destroying verb behind it counts all the same.
 */
final class CommandNames {

    /** How many operands may be subcommands. */
    private static final int DEEPEST = 5;

    private final CommandWords words;
    private final SubcommandReading subcommands;
    private final OptionReading options;

    CommandNames(Lexicon lexicon, CommandWords words) {
        NameReading names = new NameReading(lexicon);
        this.words = words;
        this.subcommands = new SubcommandReading(lexicon, names, words);
        this.options = new OptionReading(lexicon, words);
    }

    /** Returns whether a line only asks what a program is; these flags mean something else there. */
    boolean help(CommandLine line, Set<String> flags) {
        return words.help(line, flags);
    }

    /** How a program that nobody described writes its options. */
    OptionSyntax usual() {
        return words.usual();
    }

    /** Returns whether a word behind the name of a thing is a verb that destroys that thing. */
    boolean destroys(Word verb, Word thing) {
        return verb.known()
                && words.deletes().contains(verb.text())
                && !words.looks().contains(thing.text());
    }

    /** Returns what an option says that is named by a verb that destroys, or null. */
    @Nullable
    Said destruction(CommandLine line) {
        return options.destruction(line);
    }

    Effect read(Command command, CommandLine line, Effect.Builder effect) {
        Said said = Said.worse(operands(line), valued(command, line));
        said = Said.worse(said, options.destruction(line));
        said = requested(said, command, line);
        if (said == null || said.reversibility() == Reversibility.UNKNOWN) {
            said = Said.worse(said, subcommands.program(command.program()));
        }
        if (said == null) {
            said = options.verb(line);
        }
        if (said == null) {
            said = listing(line);
        }
        if (said == null && command.input() == null && !hasName(line, true)) {
            said = options.serves(line);
        }
        if (said == null && command.input() == null && !hasName(line, false)) {
            said = subcommands.mildProgram(command.program());
        }
        boolean asks = line.surelyGiven(List.of("--help"));
        if (asks || (said == null && words.help(line, Set.of()))) {
            said = said != null && said.destroys()
                    ? Said.unknown("`--help` may not be heeded")
                    : new Said(Reversibility.READ_ONLY, Said.Strength.LOOKS, null, "shows how it is used");
        }
        if (said == null) {
            said = Said.unknown("nothing is known of `" + command.program() + "` or what it is told");
        }
        if (said.kind() != null) {
            effect.kind(said.kind());
        }
        return effect.reversibility(said.reversibility(), said.reason()).build();
    }

    /** {@code tool api -X DELETE}: the method says more than the word that sends it. */
    private @Nullable Said requested(@Nullable Said said, Command command, CommandLine line) {
        boolean sends = line.operands().stream()
                .limit(DEEPEST)
                .anyMatch(word -> word.known() && words.requests().contains(word.text()));
        Said method = sends ? MethodReading.read(command.arguments()) : null;
        if (method == null || method.destroys()) {
            return Said.worse(said, method);
        }
        boolean looks = method.reversibility() == Reversibility.READ_ONLY
                && line.operands().stream().allMatch(word -> word.known() && subcommands.program(word.text()) == null);
        boolean open = said == null || said.reversibility() == Reversibility.UNKNOWN;
        return looks && open ? method : Said.worse(said, looks ? null : method);
    }

    /** {@code tool snapshots}: the name of many things alone lists them. */
    private @Nullable Said listing(CommandLine line) {
        if (line.operands().size() != 1 || line.options().stream().anyMatch(this::mayChange)) {
            return null;
        }
        Word word = line.operands().get(0);
        return SubcommandReading.isName(word) && subcommands.isPlural(word.text())
                ? new Said(Reversibility.READ_ONLY, Said.Strength.NOUN, null, "`" + word.text() + "` alone lists them")
                : null;
    }

    /** Whether a word could be a subcommand of which nothing is known; the value of an option is perhaps none. */
    private static boolean hasName(CommandLine line, boolean values) {
        return line.operands().stream()
                .anyMatch(word ->
                        !word.known() || (SubcommandReading.isName(word) && !(values && line.behindOption(word))));
    }

    private boolean mayChange(CommandLine.Option option) {
        boolean usual =
                words.flags().contains(option.name()) || words.valueOptions().contains(option.name());
        return !usual || words.consents().contains(option.name());
    }

    private @Nullable Said valued(Command command, CommandLine line) {
        CommandLine other = ProgramRules.valued(line, command.arguments());
        Said said = other.equals(line) ? null : operands(other);
        return said != null && said.reversibility() != Reversibility.UNKNOWN ? said : null;
    }

    private @Nullable Said operands(CommandLine line) {
        List<String> before = new ArrayList<>();
        Said found = null;
        int last = Math.min(DEEPEST, line.operands().size());
        for (int i = 0; i < last; i++) {
            Word word = line.operands().get(i);
            if (CommandLine.mayBeAnything(word)) {
                boolean clear = found != null && found.reversibility() != Reversibility.UNKNOWN;
                return clear ? found : Said.unknown("a word that cannot be known may be the subcommand");
            }
            if (!SubcommandReading.isName(word) || (found != null && line.behindOption(word))) {
                continue;
            }
            String next = i + 1 < last ? line.operands().get(i + 1).text() : "";
            Said said = subcommands.read(word.text(), before, next);
            found = said == null ? found : said.after(found);
            if (found != null && found.decides()) {
                return found;
            }
            before.addAll(Words.of(word.text()));
        }
        return found;
    }
}
