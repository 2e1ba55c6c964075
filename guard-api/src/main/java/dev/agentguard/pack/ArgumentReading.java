package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Operation;
import dev.agentguard.pack.Condition.Answer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for destruction in arguments of unknown meaning: flags, states, and fields that name an operation. */
final class ArgumentReading {

    private static final int LONGEST = 100;

    /** Words in front of a flag's own word. */
    private static final Set<String> PREFIXES = Set.of(
            "is", "in", "has", "set", "mark", "should", "do", "force", "also", "hard", "and", "permanently", "to");

    /** Ends of names that stand for all acts on a thing. */
    private static final Set<String> COLLECTIVE = Set.of("write", "manage", "tool", "action", "actions", "operation");

    /** Stages of a MongoDB pipeline that replace or change what is stored, in what looks like a query. */
    private static final Set<String> WRITING_STAGES = Set.of("$out", "$merge");

    private static final Set<String> NO = Set.of("false", "0", "no", "off", "none", "null", "never");

    private final Lexicon lexicon;
    private final NameReading names;
    private final Kept<ArgumentKey> keys = new Kept<>(this::keyOf);

    ArgumentReading(Lexicon lexicon) {
        this(lexicon, new NameReading(lexicon));
    }

    ArgumentReading(Lexicon lexicon, NameReading names) {
        this.lexicon = lexicon;
        this.names = names;
    }

    /** Returns YES if anything inside destroys, beside the words of the operation, UNSEEN if part cannot be seen. */
    Answer inside(@Nullable Object value, List<String> beside) {
        return Untyped.search(value, (key, inner) -> visit(key, inner, beside, true));
    }

    /** Returns the same for what only selects: {@code status=deleted} is a filter there, {@code action=delete} is not. */
    Answer commanded(@Nullable Object value, List<String> beside) {
        return Untyped.search(value, (key, inner) -> visit(key, inner, beside, false));
    }

    /** Returns what an argument says that names the act: {@code action: delete}, {@code method: GET}; null if none does. */
    @Nullable
    Meaning told(Map<String, @Nullable Object> arguments, List<String> beside) {
        Meaning worst = null;
        for (Map.Entry<String, @Nullable Object> argument : arguments.entrySet()) {
            List<String> key = Words.of(argument.getKey());
            if (key.isEmpty() || !lexicon.in("act-keys", key.get(key.size() - 1))) {
                continue;
            }
            if (argument.getValue() == Operation.UNRESOLVED) {
                return new Meaning(Reversibility.UNKNOWN, null, true, "an argument names the act, and cannot be seen");
            }
            if (argument.getValue() instanceof String text && text.length() <= LONGEST && name(text)) {
                Reversibility byMethod = lexicon.methods().get(text.toUpperCase(Locale.ROOT));
                Meaning meaning = byMethod == null
                        ? names.of(operationWords(text), things(beside), "")
                        : new Meaning(byMethod, null, true, "the argument says `" + text + "`");
                worst = meaning != null && meaning.certain() ? Meaning.worse(worst, meaning) : worst;
            }
        }
        return worst;
    }

    /** The words of a name without the one that only says that there are several acts: {@code sub_issue_write}. */
    private static List<String> things(List<String> name) {
        int last = name.size() - 1;
        return last > 0 && COLLECTIVE.contains(name.get(last)) ? name.subList(0, last) : name;
    }

    /** Returns the first field inside that holds a program, or null. */
    @Nullable
    String program(Map<String, @Nullable Object> arguments) {
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

    private Untyped.Visit visit(String key, @Nullable Object value, List<String> beside, boolean states) {
        ArgumentKey known = keys.of(key);
        if (known.skipped()) {
            return Untyped.Visit.SKIP;
        }
        if (known.forces() && on(value) && rewrites(beside)) {
            return Untyped.Visit.FOUND;
        }
        if (WRITING_STAGES.contains(key) && value != null) {
            return Untyped.Visit.FOUND;
        }
        boolean flag = known.mayFlag() && flag(known.words(), value, states);
        if (known.removes() && value instanceof Collection) {
            return flag ? Untyped.Visit.FOUND : Untyped.Visit.SKIP;
        }
        boolean found = flag || (!patches(key, value) && names(known.operation(), value, beside, states));
        return found ? Untyped.Visit.FOUND : Untyped.Visit.INSIDE;
    }

    private ArgumentKey keyOf(String key) {
        List<String> words = Words.of(key);
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        return new ArgumentKey(
                words,
                lexicon.in("selection-keys", last) || lexicon.in("list-keys", last) || key.equals("_set"),
                last.equals("force") && words.size() == 1,
                words.size() > 1 && words.get(0).equals("remove"),
                lexicon.in("operation-keys", last) || lexicon.in("operation-keys", key.toLowerCase(Locale.ROOT)),
                mayFlag(words));
    }

    /** Returns whether there is any value that makes a key a flag that destroys, see {@link #flag}. */
    private boolean mayFlag(List<String> words) {
        List<String> rest = withoutPrefixes(words);
        if (rest.isEmpty() || lexicon.in("done", rest.get(0))) {
            return !rest.isEmpty();
        }
        return lexicon.destroys(rest.get(0)) && !sets(rest) && (rest.size() == 1 || destroys(rest));
    }

    private boolean sets(List<String> words) {
        return words.stream().anyMatch(word -> lexicon.in("settings", word));
    }

    private static List<String> withoutPrefixes(List<String> words) {
        int start = 0;
        while (start < words.size() && PREFIXES.contains(words.get(start))) {
            start++;
        }
        return words.subList(start, words.size());
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

    /** {@code isDeleted: true}, {@code delete: [...]}, {@code deletedAt: "..."}, {@code ?delete}. */
    private boolean flag(List<String> words, @Nullable Object value, boolean states) {
        List<String> rest = withoutPrefixes(words);
        if (rest.isEmpty() || value == null || NO.contains(Argument.text(value))) {
            return false;
        }
        if (!states && lexicon.in("done", rest.get(0))) {
            return false;
        }
        if (lexicon.in("done", rest.get(0)) && rest.get(rest.size() - 1).equals("at")) {
            return Argument.given(value);
        }
        if (sets(rest)) {
            return false;
        }
        boolean on = value == Operation.UNRESOLVED || on(value);
        if (lexicon.in("done", rest.get(0))) {
            return on;
        }
        if (rest.get(0).equals("remove")
                && (value instanceof Collection || (value instanceof Map && rest.size() == 1))) {
            return false; // what is taken from a list, beside what is added to it
        }
        if (rest.size() > 1 && !destroys(rest)) {
            return false;
        }
        boolean parameter = rest.size() == 1 && "".equals(value);
        return lexicon.destroys(rest.get(0)) && (on || parameter || (Argument.given(value) && !empty(value)));
    }

    /** A step of a JSON patch, which sets a field. */
    private static boolean patches(String key, @Nullable Object value) {
        return key.equals("op") && "remove".equals(value);
    }

    private boolean destroys(List<String> words) {
        Meaning meaning = names.of(words);
        return meaning != null && meaning.harms();
    }

    /** {@code state: DELETED}, {@code action: "volume.delete"}, {@code Action=DeleteVolume}. */
    private boolean names(boolean operation, @Nullable Object value, List<String> beside, boolean states) {
        if (!(value instanceof String text)) {
            return !Untyped.leaf(value)
                    && value instanceof Collection<?> items
                    && items.stream()
                            .limit(1_000)
                            .anyMatch(item -> item instanceof String && names(operation, item, beside, states));
        }
        if (text.length() > LONGEST) {
            return false;
        }
        if (operation ? !name(text) : !constant(text)) {
            return false;
        }
        List<String> words = operationWords(text);
        if (words.isEmpty()) {
            return false;
        }
        Meaning meaning = names.of(words, things(beside), "");
        boolean destroys = meaning != null
                && meaning.certain()
                && (meaning.reversibility() == Reversibility.IRREVERSIBLE
                        || meaning.reversibility() == Reversibility.RECOVERABLE)
                && (operation || words.stream().anyMatch(lexicon::destroys));
        boolean done = lexicon.in("done", words.get(0)) || lexicon.in("done", words.get(words.size() - 1));
        return destroys || (states && done);
    }

    /** The words of {@code DeleteTable} in {@code DynamoDB.DeleteTable}; all words where the last part is only one. */
    private static List<String> operationWords(String text) {
        List<String> words = words(text);
        // `is_destroy`: set as a kind of run, it says what the run does
        return words.size() > 1 && words.get(0).equals("is") ? words.subList(1, words.size()) : words;
    }

    private static List<String> words(String text) {
        int part = Math.max(text.lastIndexOf('.'), Math.max(text.lastIndexOf('/'), text.lastIndexOf('#')));
        List<String> last = Words.of(text.substring(part + 1));
        return last.size() > 1 ? last : Words.of(text);
    }

    /** {@code dryRun: true}: a server that does not know it ignores it. */
    boolean onlyTried(Map<String, @Nullable Object> arguments) {
        return flagged(arguments, "tried");
    }

    /** {@code permanent: true}, {@code skipTrash: true}. */
    boolean forGood(Map<String, @Nullable Object> arguments) {
        return flagged(arguments, "for-good");
    }

    private boolean flagged(Map<String, @Nullable Object> arguments, String list) {
        if (arguments.isEmpty()) {
            return false;
        }
        return Untyped.search(
                        arguments,
                        (key, value) -> lexicon.in(list, String.join("", Words.of(key)))
                                        && (on(value) || "all".equalsIgnoreCase(Argument.text(value)))
                                ? Untyped.Visit.FOUND
                                : Untyped.Visit.INSIDE)
                == Answer.YES;
    }

    /** Returns whether a value is the name of something that destroys: {@code job=purge_customers}. */
    boolean namesDestruction(Map<String, @Nullable Object> arguments) {
        return Untyped.search(
                        arguments,
                        (key, value) ->
                                names(true, value, List.of(), false) ? Untyped.Visit.FOUND : Untyped.Visit.INSIDE)
                == Answer.YES;
    }

    /** Returns whether a text begins as a statement that changes something: {@code drop table …}. */
    boolean holdsStatement(Map<String, @Nullable Object> arguments) {
        return Untyped.search(
                        arguments,
                        (key, value) -> value instanceof String text && statement(text)
                                ? Untyped.Visit.FOUND
                                : Untyped.Visit.INSIDE)
                == Answer.YES;
    }

    private boolean statement(String text) {
        List<String> words = Words.of(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        return words.size() > 1 && lexicon.in("statements", words.get(0));
    }

    private static boolean on(@Nullable Object value) {
        return switch (Argument.text(value).toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            default -> false;
        };
    }

    private boolean code(@Nullable Object value) {
        if (value instanceof String text) {
            return text.strip().indexOf(' ') > 0;
        }
        return !Untyped.leaf(value)
                && value instanceof Collection<?> items
                && items.stream().anyMatch(String.class::isInstance);
    }

    private static boolean empty(@Nullable Object value) {
        return value instanceof Map<?, ?> fields && fields.isEmpty();
    }

    private static boolean name(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && "_-.:/#".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean constant(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_') {
                return false;
            }
        }
        return text.length() > 2;
    }
}
