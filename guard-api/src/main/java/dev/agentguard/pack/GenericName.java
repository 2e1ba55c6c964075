package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Description;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kept;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import dev.agentguard.pack.Condition.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a name without a method: a tool, a procedure, an operation that no pack lists. Programs in the arguments of a
 * tool are not looked at: who reads the tool reads them.
 */
final class GenericName {

    private static final Set<String> OUTPUTS = Set.of(
            "outputpath",
            "outputfile",
            "outputdir",
            "outputdirectory",
            "savepath",
            "saveto",
            "savefile",
            "destinationpath");

    private static final Kept<Boolean> IS_OUTPUT = new Kept<>(
            argument -> OUTPUTS.contains(argument.toLowerCase(Locale.ROOT).replace("_", "")));

    private final Lexicon lexicon;
    private final NameReading names;
    private final ArgumentReading arguments;
    private final WriteReading writes;

    GenericName(Lexicon lexicon, NameReading names, ArgumentReading arguments, WriteReading writes) {
        this.lexicon = lexicon;
        this.names = names;
        this.arguments = arguments;
        this.writes = writes;
    }

    Effect read(Operation operation) {
        List<String> words = Words.of(operation.name());
        String protocol = operation.protocol().name().toLowerCase(Locale.ROOT);
        Effect.Builder effect = Effect.of(protocol + ":" + operation.name(), operation.evidence())
                .host(operation.host().isEmpty() ? null : operation.host())
                .resource(protocol + ":name", null)
                .kind(lexicon.kindOf(words));
        Meaning meaning = meaning(operation, words);
        if (meaning == null) {
            boolean destroys = arguments.inside(operation.arguments(), words) == Answer.YES;
            return destroys
                    ? effect.reversibility(Reversibility.IRREVERSIBLE, "an argument marks something as destroyed")
                            .build()
                    : effect.reversibility(Reversibility.UNKNOWN, "its name says nothing of what it does")
                            .build();
        }
        if (meaning.reversibility() != Reversibility.READ_ONLY) {
            Effect read = writes.read(effect, operation, meaning, words, "");
            return operation.protocol() == Protocol.TOOL ? read : writes.withPrograms(read, operation);
        }
        Answer answer = arguments.commanded(operation.arguments(), words);
        if (answer == Answer.UNSEEN && operation.protocol() == Protocol.TOOL) {
            // the arguments of a tool are all there, so these are more than are looked at
            return effect.reversibility(Reversibility.UNKNOWN, "more arguments than are looked at")
                    .build();
        }
        if (answer == Answer.NO
                && operation.protocol() == Protocol.TOOL
                && operation.arguments().keySet().stream().anyMatch(GenericName::isOutput)) {
            return effect.reversibility(Reversibility.REVERSIBLE, "writes what it read to where an argument says")
                    .build();
        }
        return answer == Answer.YES
                ? effect.reversibility(Reversibility.IRREVERSIBLE, "an argument says that something is destroyed")
                        .build()
                : effect.reversibility(Reversibility.READ_ONLY, meaning.reason())
                        .build();
    }

    /** {@code outputPath}, {@code save_to}. */
    private static boolean isOutput(String argument) {
        return IS_OUTPUT.of(argument);
    }

    /** Returns whether a description says that what it describes destroys. */
    boolean describesDestruction(String text) {
        Description description = new Description(text);
        if (description.saysItIsFinal()) {
            return true;
        }
        List<String> sentences = description.names();
        // only the first sentence is sure to be about it
        Meaning meaning = sentences.isEmpty() ? null : names.of(Words.of(sentences.get(0)));
        return meaning != null && meaning.reversibility() == Reversibility.IRREVERSIBLE;
    }

    boolean namesAVerb(String name) {
        return names.of(Words.of(name)) != null;
    }

    /** What the name says, with what an argument says that names the act; that alone where the name is unclear. */
    private @Nullable Meaning meaning(Operation operation, List<String> words) {
        Map<String, @Nullable Object> given = operation.arguments();
        Meaning byName = names.of(words, Words.of(operation.type()), "");
        boolean unclear = byName == null || byName.unclear();
        Meaning told = given.isEmpty() ? null : arguments.told(given, words, unclear);
        return told != null && unclear ? told : Meaning.worse(byName, told);
    }
}
