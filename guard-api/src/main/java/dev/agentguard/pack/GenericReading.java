package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Description;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Operation;
import dev.agentguard.pack.Condition.Answer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads an operation that no pack knows: by its method and by the words of the lexicon. */
final class GenericReading {

    private final Lexicon lexicon;
    private final NameReading names;
    private final ArgumentReading arguments;

    GenericReading(Lexicon lexicon) {
        this.lexicon = lexicon;
        this.names = new NameReading(lexicon);
        this.arguments = new ArgumentReading(lexicon);
    }

    Effect read(Operation operation) {
        return switch (operation.protocol()) {
            case GRAPHQL -> graphQl(operation);
            case HTTP -> http(operation);
            case AWS, RPC, TOOL -> named(operation);
        };
    }

    private Effect graphQl(Operation operation) {
        List<String> words = Words.of(operation.name());
        Effect.Builder effect = Effect.of("graphql:" + operation.name(), operation.evidence())
                .host(host(operation))
                .resource("graphql:field", null)
                .kind(lexicon.kindOf(words));
        if (operation.type().equals("mutation")) {
            return write(effect, operation, acts(names.of(words, List.of(), "POST")), words, "is not known to destroy");
        }
        if (operation.type().equals("query") || operation.type().equals("subscription")) {
            boolean destroys = !words.isEmpty() && lexicon.destroys(words.get(0));
            return (destroys
                            ? effect.reversibility(Reversibility.UNKNOWN, "a query that is named as if it destroyed")
                            : effect.reversibility(
                                    Reversibility.READ_ONLY, "a " + operation.type() + " changes nothing"))
                    .build();
        }
        return effect.reversibility(Reversibility.UNKNOWN, "neither query nor mutation")
                .build();
    }

    private Effect http(Operation operation) {
        HttpPath path = HttpPath.of(operation.path());
        String method = operation.type();
        Effect.Builder effect = Effect.of("http:" + method, operation.evidence())
                .host(host(operation))
                .resource("http:path", HttpPath.shown(operation.path()))
                .kind(lexicon.kindOf(path.words()));
        Reversibility byMethod = lexicon.methods().getOrDefault(method, Reversibility.UNKNOWN);
        Meaning meaning = acts(path.meaning(lexicon, names, method));
        return switch (byMethod) {
            case READ_ONLY -> safe(effect, operation, path, method);
            case REVERSIBLE -> write(effect, operation, meaning, path.words(), "creates or changes");
            case RECOVERABLE, IRREVERSIBLE ->
                effect.reversibility(byMethod, "`" + method + "` deletes").build();
            case UNKNOWN ->
                (meaning == null
                                ? effect.reversibility(Reversibility.UNKNOWN, "the method is not known")
                                : effect.reversibility(
                                        meaning.reversibility().worse(Reversibility.UNKNOWN), meaning.reason()))
                        .build();
        };
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

    /** A name without a method: a tool, a procedure, an operation that no pack lists. */
    private Effect named(Operation operation) {
        List<String> words = Words.of(operation.name());
        String protocol = operation.protocol().name().toLowerCase(Locale.ROOT);
        Effect.Builder effect = Effect.of(protocol + ":" + operation.name(), operation.evidence())
                .host(host(operation))
                .resource(protocol + ":name", null);
        Meaning meaning = names.of(words, Words.of(operation.type()), "");
        Meaning told = arguments.told(operation.arguments(), words);
        if (meaning == null || meaning.reversibility() == Reversibility.UNKNOWN) {
            meaning = told != null ? told : meaning;
        } else {
            meaning = Meaning.worse(meaning, told);
        }
        if (meaning == null) {
            return effect.kind(lexicon.kindOf(words))
                    .reversibility(Reversibility.UNKNOWN, "its name says nothing of what it does")
                    .build();
        }
        effect.reversibility(meaning.reversibility(), meaning.reason())
                .kind(meaning.kind() == null ? lexicon.kindOf(words) : meaning.kind());
        if (meaning.reversibility() == Reversibility.IRREVERSIBLE) {
            return effect.build();
        }
        boolean reads = meaning.reversibility() == Reversibility.READ_ONLY;
        Answer answer = reads
                ? arguments.commanded(operation.arguments(), words)
                : arguments.inside(operation.arguments(), words);
        if (answer == Answer.YES) {
            return effect.reversibility(Reversibility.IRREVERSIBLE, "an argument says that something is destroyed")
                    .build();
        }
        if (answer == Answer.UNSEEN && !reads) {
            effect.reversibility(Reversibility.UNKNOWN, "an argument cannot be seen before the call");
        }
        return effect.build();
    }

    /** What only looks or is not understood says nothing of a request whose method says that it changes something. */
    private static @Nullable Meaning acts(@Nullable Meaning meaning) {
        boolean acts = meaning != null && meaning.reversibility() != Reversibility.READ_ONLY && !meaning.unclear();
        return acts ? meaning : null;
    }

    private Effect safe(Effect.Builder effect, Operation operation, HttpPath path, String method) {
        if (path.lastStartsWith(lexicon::destroys)
                || arguments.commanded(operation.arguments(), path.words()) == Answer.YES) {
            return effect.reversibility(
                            Reversibility.UNKNOWN, "`" + method + "` is safe by definition, but the address destroys")
                    .build();
        }
        return effect.reversibility(Reversibility.READ_ONLY, "`" + method + "` is safe by definition")
                .build();
    }

    private Effect write(
            Effect.Builder effect,
            Operation operation,
            @Nullable Meaning meaning,
            List<String> beside,
            String otherwise) {
        if (meaning != null) {
            Kind kind = meaning.kind();
            effect.reversibility(meaning.reversibility(), meaning.reason());
            if (kind != null) {
                effect.kind(kind);
            }
        }
        if (meaning != null && meaning.reversibility().compareTo(Reversibility.RECOVERABLE) > 0) {
            return effect.build();
        }
        Answer answer = arguments.inside(operation.arguments(), beside);
        if (answer == Answer.YES) {
            return effect.reversibility(Reversibility.IRREVERSIBLE, "an argument marks something as destroyed")
                    .build();
        }
        if (answer == Answer.UNSEEN) {
            return effect.reversibility(Reversibility.UNKNOWN, "an argument cannot be seen before the call")
                    .build();
        }
        String program = arguments.program(operation.arguments());
        if (program != null) {
            return effect.reversibility(Reversibility.UNKNOWN, "`" + program + "` holds a program that is not read")
                    .build();
        }
        return meaning != null
                ? effect.build()
                : effect.reversibility(
                                Reversibility.REVERSIBLE, otherwise + "; read completely, and nothing in it destroys")
                        .build();
    }

    private static @Nullable String host(Operation operation) {
        return operation.host().isEmpty() ? null : operation.host();
    }
}
