package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Arguments;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Operation;
import dev.agentguard.pack.Condition.Answer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Looks for destruction in arguments of unknown meaning: flags, states, and fields that name an operation. */
final class ArgumentReading {

    private static final int LONGEST_START = 100;

    /** Stages of a MongoDB pipeline that replace or change what is stored, in what looks like a query. */
    private static final Set<String> WRITING_STAGES = Set.of("$out", "$merge");

    /** The side that an order takes, and what an order has beside it. */
    private static final String SIDE = "side";

    private static final Set<String> SIDES = Set.of("buy", "sell", "bid", "ask", "long", "short");
    private static final Set<String> TRADED =
            Set.of("symbol", "qty", "quantity", "instrument", "product_id", "market", "ticker", "notional", "asset");
    private static final int LONGEST_TRADED = 10;

    private static final Set<String> CALLED = Set.of("service", "tool", "endpoint", "rpc", "intent");

    private static final Set<String> PROTECTING = Set.of("change", "set", "update", "edit", "modify", "enable", "add");

    private static final Set<String> ON = Set.of("true", "1", "yes", "on");
    private static final int LONGEST_ON = 4;
    private static final int LONGEST_SIDE = 5;
    private static final Set<String> NO = Set.of("false", "0", "no", "off", "none", "null", "never");

    private final Lexicon lexicon;
    private final ArgumentKeys keys;
    private final ValueNames values;

    ArgumentReading(Lexicon lexicon) {
        this(lexicon, new NameReading(lexicon));
    }

    ArgumentReading(Lexicon lexicon, NameReading names) {
        this.lexicon = lexicon;
        this.keys = new ArgumentKeys(lexicon, names);
        this.values = new ValueNames(lexicon, names);
    }

    /** Returns YES if anything inside destroys, beside the words of the operation, UNSEEN if part cannot be seen. */
    Answer inside(@Nullable Object value, List<String> beside) {
        return search(value, (key, inner) -> visit(key, inner, beside, true));
    }

    /** Returns the same for what only selects: {@code status=deleted} is a filter there, {@code action=delete} is not. */
    Answer commanded(@Nullable Object value, List<String> beside) {
        return search(value, (key, inner) -> visit(key, inner, beside, false));
    }

    private static Answer search(@Nullable Object value, Untyped.EntryTest test) {
        return switch (Arguments.knownOf(value)) {
            case QUIET -> Answer.NO;
            case UNSEEN -> Answer.UNSEEN;
            case NOTHING -> Untyped.search(value, test);
        };
    }

    /** Returns when values under a name may make {@link #inside} or {@link #program} answer. */
    Knowledge.Telling tells(String name) {
        ArgumentKey key = keys.of(name);
        if (key.flag() != ArgumentKey.Flag.NEVER || key.forces() || key.removes() || WRITING_STAGES.contains(name)) {
            return Knowledge.Telling.BY_VALUE;
        }
        return key.operation() || name.equalsIgnoreCase(SIDE) || lexicon.in("code-keys", name)
                ? Knowledge.Telling.BY_TEXT
                : Knowledge.Telling.NEVER;
    }

    /** Returns whether a value that holds no others may do so, beside whatever words and in whatever operation. */
    boolean tells(String name, @Nullable Object value) {
        ArgumentKey key = keys.of(name);
        if (value == Operation.UNRESOLVED) {
            return !key.skipped();
        }
        return flagged(key, value, true)
                || (key.forces() && on(value))
                || (value != null && WRITING_STAGES.contains(name))
                || isSide(name, value)
                || (value instanceof String text && (values.mayDestroy(key.operation(), text) || program(name, text)));
    }

    /**
     * Returns what an argument says that names the act, {@code action: delete}, {@code method: GET}, and of a name that
     * says no more than that something is called {@code call_service {service: turn_on}}; null if none does.
     */
    @Nullable
    Meaning told(Map<String, @Nullable Object> arguments, List<String> beside, boolean unclear) {
        Meaning worst = null;
        for (Map.Entry<String, @Nullable Object> argument : arguments.entrySet()) {
            boolean called = unclear && CALLED.contains(argument.getKey()) && beside.contains(argument.getKey());
            if (!called && !keys.of(argument.getKey()).act()) {
                continue;
            }
            if (argument.getValue() == Operation.UNRESOLVED) {
                return new Meaning(Reversibility.UNKNOWN, null, true, "an argument names the act, and cannot be seen");
            }
            if (argument.getValue() instanceof String text) {
                worst = Meaning.worse(worst, values.act(text, beside));
            }
        }
        return worst;
    }

    /** Returns the first field inside that holds a program, or null. */
    @Nullable
    String program(Map<String, @Nullable Object> arguments) {
        if (Arguments.knownOf(arguments) != Arguments.Known.NOTHING) {
            return null;
        }
        for (Map.Entry<String, @Nullable Object> argument : arguments.entrySet()) {
            if (program(argument.getKey(), argument.getValue())) {
                return argument.getKey();
            }
            if (argument.getValue() instanceof Map<?, ?> fields) {
                for (Map.Entry<?, ?> field : fields.entrySet()) {
                    if (field.getKey() instanceof String key && program(key, field.getValue())) {
                        return key;
                    }
                }
            }
        }
        return null;
    }

    private boolean program(String key, @Nullable Object value) {
        return code(value) && lexicon.in("code-keys", key);
    }

    private static boolean code(@Nullable Object value) {
        if (value instanceof String text) {
            return text.strip().indexOf(' ') > 0;
        }
        return !Untyped.leaf(value)
                && value instanceof Collection<?> items
                && items.stream().anyMatch(String.class::isInstance);
    }

    private Untyped.Visit visit(String name, @Nullable Object value, List<String> beside, boolean states) {
        ArgumentKey key = keys.of(name);
        if (key.skipped()) {
            return Untyped.Visit.SKIP;
        }
        if (key.forces() && on(value) && rewrites(beside)) {
            return Untyped.Visit.FOUND;
        }
        if (WRITING_STAGES.contains(name) && value != null) {
            return Untyped.Visit.FOUND;
        }
        boolean flagged = flagged(key, value, states) && !protects(beside, value);
        if (key.removes() && value instanceof Collection) {
            return flagged ? Untyped.Visit.FOUND : Untyped.Visit.SKIP;
        }
        boolean found = flagged || (!patches(name, value) && values.destroy(key.operation(), value, beside, states));
        return found ? Untyped.Visit.FOUND : Untyped.Visit.INSIDE;
    }

    /** {@code change_protection {delete: true}}: from what a thing is to be protected. */
    private static boolean protects(List<String> beside, @Nullable Object value) {
        return value instanceof Boolean
                && beside.contains("protection")
                && beside.stream().anyMatch(PROTECTING::contains);
    }

    /** {@code isDeleted: true}, {@code delete: [...]}, {@code deletedAt: "..."}, {@code ?delete}. */
    private static boolean flagged(ArgumentKey key, @Nullable Object value, boolean states) {
        if (key.flag() == ArgumentKey.Flag.NEVER || value == null || NO.contains(Argument.text(value))) {
            return false;
        }
        return switch (key.flag()) {
            case NEVER -> false;
            case STATE -> states && (value == Operation.UNRESOLVED || on(value));
            case TIME -> states && Argument.given(value);
            case ACT -> acts(key, value);
            case REMOVE -> !(value instanceof Collection) && !(value instanceof Map && key.alone()) && acts(key, value);
        };
    }

    private static boolean acts(ArgumentKey key, Object value) {
        boolean parameter = key.alone() && "".equals(value);
        boolean empty = value instanceof Map<?, ?> fields && fields.isEmpty();
        return value == Operation.UNRESOLVED || parameter || (Argument.given(value) && !empty);
    }

    /** {@code force: true} where it moves a git reference. */
    private boolean rewrites(List<String> beside) {
        for (String word : beside) {
            if (lexicon.in("refs", word)) {
                return true;
            }
        }
        return false;
    }

    /** A step of a JSON patch, which sets a field. */
    private static boolean patches(String key, @Nullable Object value) {
        return key.equals("op") && "remove".equals(value);
    }

    /** Returns whether arguments are those of an order at a market: {@code side: buy, symbol: …}. */
    boolean trades(Map<String, @Nullable Object> arguments) {
        return Arguments.knownOf(arguments) == Arguments.Known.NOTHING && (orders(arguments) || holdOrder(arguments));
    }

    private static boolean holdOrder(Map<String, @Nullable Object> arguments) {
        for (Object value : arguments.values()) {
            if (value instanceof Map<?, ?> inner && orders(inner)) {
                return true;
            }
        }
        return false;
    }

    private static boolean orders(Map<?, ?> arguments) {
        boolean[] found = new boolean[2];
        arguments.forEach((key, value) -> {
            String name = String.valueOf(key);
            found[0] |= isSide(name, value);
            found[1] |= name.length() <= LONGEST_TRADED && TRADED.contains(name.toLowerCase(Locale.ROOT));
        });
        return found[0] && found[1];
    }

    private static boolean isSide(String name, @Nullable Object value) {
        return name.equalsIgnoreCase(SIDE)
                && value instanceof String text
                && text.length() <= LONGEST_SIDE
                && SIDES.contains(text.toLowerCase(Locale.ROOT));
    }

    /** {@code dryRun: true}: a server that does not know it ignores it. */
    boolean onlyTried(Map<String, @Nullable Object> arguments) {
        return finds(arguments, (key, value) -> keys.of(key).tried() && onOrAll(value));
    }

    /** {@code permanent: true}, {@code skipTrash: true}. */
    boolean forGood(Map<String, @Nullable Object> arguments) {
        return finds(arguments, (key, value) -> keys.of(key).forGood() && onOrAll(value));
    }

    /** Returns whether a value is the name of something that destroys: {@code job=purge_customers}. */
    boolean namesDestruction(Map<String, @Nullable Object> arguments) {
        return finds(arguments, (key, value) -> values.destroy(true, value, List.of(), false));
    }

    /** Returns whether a text begins as a statement that changes something: {@code drop table …}. */
    boolean holdsStatement(Map<String, @Nullable Object> arguments) {
        return finds(arguments, (key, value) -> value instanceof String text && statement(text));
    }

    private static boolean finds(Map<String, @Nullable Object> arguments, BiPredicate<String, @Nullable Object> test) {
        return !arguments.isEmpty()
                && Untyped.search(
                                arguments,
                                (key, value) -> test.test(key, value) ? Untyped.Visit.FOUND : Untyped.Visit.INSIDE)
                        == Answer.YES;
    }

    private boolean statement(String text) {
        List<String> words = Words.of(text.length() > LONGEST_START ? text.substring(0, LONGEST_START) : text);
        return words.size() > 1 && lexicon.in("statements", words.get(0));
    }

    private static boolean onOrAll(@Nullable Object value) {
        return on(value) || "all".equalsIgnoreCase(Argument.text(value));
    }

    private static boolean on(@Nullable Object value) {
        String text = Argument.text(value);
        return text.length() <= LONGEST_ON && ON.contains(text.toLowerCase(Locale.ROOT));
    }
}
