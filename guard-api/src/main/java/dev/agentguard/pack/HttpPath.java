package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.ShownValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A request's path by its segments, those that are ids told from those that are names.
 *
 * @param segments the segments that are not empty
 */
record HttpPath(List<String> segments) {

    private static final int MOST = 200;

    /** What stands for the caller. */
    private static final Set<String> OWN = Set.of("me", "user", "self", "@me");

    HttpPath {
        segments = List.copyOf(segments);
    }

    static HttpPath of(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", MOST)) {
            String plain = segment.contains(";") ? segment.substring(0, segment.indexOf(';')) : segment;
            if (!plain.isBlank()) {
                segments.add(plain);
            }
        }
        return new HttpPath(segments);
    }

    /** Returns the path without what looks like a secret: hooks and bots have their tokens in it; null if it is empty. */
    static @Nullable String shown(String path) {
        if (path.isEmpty()) {
            return null;
        }
        if (path.charAt(0) == '/' && !path.startsWith("//") && !holdsSecret(path)) {
            return path;
        }
        StringBuilder shown = new StringBuilder();
        for (String segment : path.split("/", -1)) {
            shown.append(shown.isEmpty() && segment.isEmpty() ? "" : "/")
                    .append(ShownValue.isSecret(segment) ? "***" : segment);
        }
        return shown.isEmpty() ? "/" : shown.toString();
    }

    private static boolean holdsSecret(String path) {
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (ShownValue.isSecret(path.substring(start, end))) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /** Returns the words of the last two names, which tell the kind of thing. */
    List<String> words(Lexicon lexicon) {
        List<String> words = new ArrayList<>();
        int names = 0;
        int last = segments.size() - 1;
        for (int i = last; i >= 0 && names < 2; i--) {
            if (!id(segments.get(i))) {
                List<String> name = Words.of(segments.get(i));
                if (i == last || i == 0 || !plural(i - 1) || knowsAny(lexicon, name)) {
                    words.addAll(name);
                    names++;
                }
            }
        }
        return words;
    }

    /** A name that someone gave stands behind a collection and has no word of the lexicon. */
    private static boolean knowsAny(Lexicon lexicon, List<String> words) {
        return words.size() == 1 && lexicon.knows(words.get(0));
    }

    /** Returns what the verbs in the path mean, the worst of them, or null. */
    @Nullable
    Meaning meaning(Lexicon lexicon, NameReading names, List<String> beside, String method) {
        Meaning worst = null;
        boolean last = true;
        for (int i = segments.size() - 1; i >= 0; i--) {
            String segment = segments.get(i);
            int colon = segment.lastIndexOf(':');
            if (colon >= 0) {
                worst = Meaning.worse(worst, names.of(Words.of(segment.substring(colon + 1)), beside, method));
            }
            List<String> words = Words.of(segment);
            if (last && !id(segment)) {
                worst = Meaning.worse(worst, names.of(fromParent(words, i), beside, method));
            } else if (lexicon.onlyDestroys(words)
                    || (i > 0 && lexicon.onlyDestroys(words.subList(0, Math.min(1, words.size()))))) {
                worst = Meaning.worse(worst, names.of(words, beside, method));
            }
            last &= id(segment);
        }
        return worst;
    }

    /** {@code /portfolios/1/removeItem} takes the item from the portfolio. */
    private List<String> fromParent(List<String> words, int at) {
        String segment = segments.get(at);
        int dot = segment.lastIndexOf('.');
        if (dot > 0 && segment.startsWith("remove", dot + 1)) {
            List<String> from = new ArrayList<>(Words.of(segment.substring(dot + 1)));
            if (from.size() > 1) {
                from.add("from");
                from.addAll(Words.of(segment.substring(0, dot)));
                return from;
            }
        }
        if (words.size() < 2 || at < 2 || !words.get(0).equals("remove")) {
            return words;
        }
        List<String> from = new ArrayList<>(words);
        from.add("from");
        from.add("parent");
        return from;
    }

    /** Returns the segment by which a relation is named that a {@code DELETE} of this path ends, or null. */
    @Nullable
    String relation(Lexicon lexicon) {
        int last = segments.size() - 1;
        int root = root(lexicon);
        if (last >= root && (takenBack(lexicon, Words.of(segments.get(last))) || givenBack(lexicon, last, root))) {
            return segments.get(last);
        }
        for (int at = last; at >= Math.max(root, last - 2); at--) {
            String thing = id(segments.get(at)) || (at == last && named(at)) ? "" : lastWord(lexicon, at);
            if (at > last - 2 && at - root >= 2 && !thing.isEmpty() && lexicon.in("ties", firstWord(at))) {
                return segments.get(at);
            }
            for (Relation relation : thing.isEmpty() ? List.<Relation>of() : lexicon.relations()) {
                boolean named = Lexicon.within(relation.things(), thing);
                if (named && (at > last - 2 || relation.pair()) && holds(lexicon, relation, at, root)) {
                    return segments.get(at);
                }
            }
        }
        return null;
    }

    /** {@code /segments/project/beta-users}, {@code /plugins/rate-limit}: rather somebody's name for a thing. */
    private boolean named(int at) {
        return segments.get(at).indexOf('-') > 0 && at > 0 && !id(segments.get(at - 1));
    }

    /** {@code /deletion-schedule}: what is deleted there is the plan to delete. */
    private static boolean takenBack(Lexicon lexicon, List<String> words) {
        return words.size() == 2
                && lexicon.destroys(words.get(0))
                && words.get(1).equals("schedule");
    }

    /** {@code /mcp}: the session ends. {@code /indexes/1/settings/stop-words}: what held without it holds again. */
    private boolean givenBack(Lexicon lexicon, int last, int root) {
        String name = segments.get(last).toLowerCase(Locale.ROOT);
        if (last == root) {
            return lexicon.in("sessions", name);
        }
        boolean one = lexicon.in("resettable", segments.get(last - 1).toLowerCase(Locale.ROOT))
                && !id(name)
                && lexicon.kindOf(Words.of(name)) == Kind.DATA;
        return one || lexicon.in("resettable", name);
    }

    private boolean holds(Lexicon lexicon, Relation relation, int at, int root) {
        if (relation.top()) {
            return !within(lexicon, relation.notIn(), at - 2);
        }
        if (relation.end()) {
            return at == segments.size() - 1
                    && at > root
                    && !plural(at)
                    && !plural(at - 1)
                    && !within(lexicon, relation.notIn(), at - 2)
                    && !within(lexicon, relation.notIn(), at - 1);
        }
        boolean own = at > root && OWN.contains(segments.get(at - 1));
        if (own || at - root < 2) {
            return own && within(lexicon, relation.in(), at - 1);
        }
        int parent = plural(at - 2) || at < 3 ? at - 2 : at - 3; // `repos/owner/name` has two segments for one thing
        return (relation.in().isEmpty()
                        || within(lexicon, relation.in(), parent)
                        || within(lexicon, relation.in(), at - 2))
                && !within(lexicon, relation.notIn(), parent)
                && !(plural(at - 1) && within(lexicon, relation.notIn(), at - 1));
    }

    private boolean plural(int at) {
        return segments.get(at).endsWith("s");
    }

    private boolean within(Lexicon lexicon, Set<String> words, int at) {
        return at >= 0 && !words.isEmpty() && Lexicon.within(words, lastWord(lexicon, at));
    }

    private String firstWord(int at) {
        List<String> words = Words.of(segments.get(at));
        return words.isEmpty() ? "" : words.get(0);
    }

    private String lastWord(Lexicon lexicon, int at) {
        List<String> words = lexicon.core(Words.of(segments.get(at)));
        return words.isEmpty() ? "" : words.get(words.size() - 1);
    }

    /** Where the path begins behind {@code /api/v1}. */
    private int root(Lexicon lexicon) {
        int root = 0;
        while (root < segments.size() && prefix(lexicon, segments.get(root))) {
            root++;
        }
        return root;
    }

    private static boolean prefix(Lexicon lexicon, String segment) {
        boolean number = segment.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-');
        return number || version(segment) || lexicon.in("roots", segment.toLowerCase(Locale.ROOT));
    }

    /** Returns whether the last name asks a question: {@code /_search}, {@code /users.list}, {@code /validate/job}. */
    boolean asks(Lexicon lexicon, NameReading names) {
        int seen = 0;
        for (int i = segments.size() - 1; i >= 0 && seen < 2; i--) {
            String segment = segments.get(i);
            if (id(segment)) {
                continue;
            }
            String verb = segment.substring(segment.lastIndexOf(':') + 1);
            if (asks(lexicon, names, verb, seen > 0)) {
                return true;
            }
            seen++;
        }
        return false;
    }

    private static boolean asks(Lexicon lexicon, NameReading names, String segment, boolean before) {
        List<String> words = lexicon.core(Words.of(segment));
        if (words.isEmpty()) {
            return false;
        }
        String first = words.get(0);
        String last = words.get(words.size() - 1);
        boolean marked = segment.charAt(0) == '_';
        boolean certain = lexicon.in("questions", first) && lexicon.certain(first);
        if (words.size() == 1) {
            return lexicon.in("questions", first) && (!before || marked || certain);
        }
        boolean joined = !segment.contains("-") && segment.indexOf('_', 1) < 0 && segment.indexOf('.') < 0;
        boolean starts = lexicon.in("questions", first) && (certain || marked || joined);
        boolean ends = lexicon.in("questions", last) || (last.equals("check") && !joined);
        if (before ? !marked : !starts && !ends) {
            return false;
        }
        Meaning meaning = names.of(words);
        return (starts || ends) && meaning != null && meaning.reversibility() == Reversibility.READ_ONLY;
    }

    /** Returns whether the last name runs something: {@code /cron/run}. */
    boolean runs(Lexicon lexicon) {
        for (int i = segments.size() - 1; i >= 0; i--) {
            if (!id(segments.get(i))) {
                return lexicon.in("runners", lastWord(lexicon, i));
            }
        }
        return false;
    }

    /** Returns whether the last segment, or the verb behind its colon, starts with such a word. */
    boolean lastStartsWith(Predicate<String> verb) {
        if (segments.isEmpty()) {
            return false;
        }
        String last = segments.get(segments.size() - 1);
        List<String> words = Words.of(last);
        List<String> behind = Words.of(last.substring(last.lastIndexOf(':') + 1));
        boolean named =
                !id(last) && !words.isEmpty() && (verb.test(words.get(0)) || verb.test(words.get(words.size() - 1)));
        return named || (!behind.isEmpty() && verb.test(behind.get(0)));
    }

    /** Numbers, UUIDs and other generated names: more digits than a name has, or long hexadecimal. */
    private static boolean id(String segment) {
        int digits = 0;
        for (int i = 0; i < segment.length(); i++) {
            digits += Character.isDigit(segment.charAt(i)) ? 1 : 0;
        }
        boolean generated = digits > 0 && digits * 4 >= segment.length() && !version(segment);
        return generated || digits >= 5;
    }

    private static boolean version(String segment) {
        return segment.length() > 1
                && segment.length() <= 3
                && Character.isDigit(segment.charAt(1))
                && (segment.charAt(0) == 'v' || segment.charAt(0) == 'V');
    }
}
