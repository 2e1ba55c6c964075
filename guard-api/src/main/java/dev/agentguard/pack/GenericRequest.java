package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Arguments;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Operation;
import dev.agentguard.pack.Condition.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads an HTTP request by its method, the words of its path and its fields. */
final class GenericRequest {

    private final Lexicon lexicon;
    private final Map<String, Method> methods;
    private final PathNames paths;
    private final PathVerbs verbs;
    private final ArgumentReading arguments;
    private final WriteReading writes;

    GenericRequest(Lexicon lexicon, NameReading names, ArgumentReading arguments, WriteReading writes) {
        this.lexicon = lexicon;
        this.methods = lexicon.methods().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, known -> Method.of(known.getKey(), known.getValue())));
        this.paths = new PathNames(lexicon);
        this.verbs = new PathVerbs(lexicon, names);
        this.arguments = arguments;
        this.writes = writes;
    }

    /**
     * A method and what is said of its requests.
     *
     * @param reversibility what it does by its definition
     * @param operation the name of the operation
     * @param safe why it only reads, if it does
     */
    private record Method(Reversibility reversibility, String operation, String safe) {

        static Method of(String name, Reversibility reversibility) {
            return new Method(reversibility, "http:" + name, "`" + name + "` is safe by definition");
        }
    }

    Effect read(Operation operation) {
        String name = operation.type();
        Method known = methods.get(name);
        Method method = known == null ? Method.of(name, Reversibility.UNKNOWN) : known;
        HttpPath path = paths.of(operation.path());
        Effect.Builder effect = Effect.of(method.operation, operation.evidence())
                .host(operation.host().isEmpty() ? null : operation.host())
                .resource("http:path", path.shown())
                .kind(path.kind());
        Effect read = switch (method.reversibility) {
            case READ_ONLY -> safe(effect, operation, method, path);
            case REVERSIBLE -> change(effect, operation, path, path.words());
            case RECOVERABLE, IRREVERSIBLE -> delete(effect, operation, path, path.words());
            case UNKNOWN -> unknown(effect, acts(verbs.meaning(path, path.words(), name)));
        };
        return path.complete()
                        || method.reversibility == Reversibility.READ_ONLY
                        || read.reversibility().worse(Reversibility.UNKNOWN) == read.reversibility()
                ? read
                : read.toBuilder()
                        .reversibility(Reversibility.UNKNOWN, "its path has more segments than are read")
                        .build();
    }

    private Effect safe(Effect.Builder effect, Operation operation, Method method, HttpPath path) {
        Map<String, @Nullable Object> given = operation.arguments();
        boolean destroys = path.destroys()
                || (Arguments.knownOf(given) != Arguments.Known.QUIET
                        && arguments.commanded(given, path.words()) == Answer.YES)
                || (verbs.runs(path) && arguments.namesDestruction(given));
        return destroys
                ? effect.reversibility(Reversibility.UNKNOWN, method.safe + ", but the address destroys")
                        .build()
                : effect.reversibility(Reversibility.READ_ONLY, method.safe).build();
    }

    private Effect change(Effect.Builder effect, Operation operation, HttpPath path, List<String> words) {
        Meaning meaning = acts(verbs.meaning(path, words, operation.type()));
        if (meaning == null && operation.type().equals("POST") && looks(operation, path, words)) {
            return effect.reversibility(Reversibility.READ_ONLY, "its address asks, and nothing in it changes anything")
                    .build();
        }
        Effect read = writes.read(effect, operation, meaning, words, "creates or changes");
        return writes.withPrograms(read, operation);
    }

    /** {@code POST /search}, {@code POST /api/users.list}: a question that is too long for an address. */
    private boolean looks(Operation operation, HttpPath path, List<String> words) {
        return verbs.asks(path)
                && arguments.commanded(operation.arguments(), words) == Answer.NO
                && arguments.program(operation.arguments()) == null
                && !arguments.holdsStatement(operation.arguments());
    }

    private Effect delete(Effect.Builder effect, Operation operation, HttpPath path, List<String> words) {
        String method = operation.type();
        if (arguments.onlyTried(operation.arguments())) {
            return effect.reversibility(
                            Reversibility.UNKNOWN, "an argument says that it is only tried; a server need not heed it")
                    .build();
        }
        String relation = new PathRelation(lexicon, path).name();
        if (relation != null && arguments.commanded(operation.arguments(), words) != Answer.YES) {
            return effect.reversibility(
                            Reversibility.REVERSIBLE, "`" + relation + "` is a relation or a flag of what stays")
                    .build();
        }
        return effect.reversibility(Reversibility.IRREVERSIBLE, "`" + method + "` deletes")
                .build();
    }

    private static Effect unknown(Effect.Builder effect, @Nullable Meaning meaning) {
        return meaning == null
                ? effect.reversibility(Reversibility.UNKNOWN, "the method is not known")
                        .build()
                : effect.reversibility(meaning.reversibility().worse(Reversibility.UNKNOWN), meaning.reason())
                        .build();
    }

    /** What only looks or is not understood says nothing of a request whose method says that it changes something. */
    private static @Nullable Meaning acts(@Nullable Meaning meaning) {
        return meaning != null && meaning.acts() ? meaning : null;
    }
}
