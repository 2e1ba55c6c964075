package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the verbs in a path: {@code /volumes/1/purge}, {@code /_search}, {@code /things/1:cancel}. */
final class PathVerbs {

    private static final Set<String> STATES = Set.of("status", "state");

    private final Lexicon lexicon;
    private final NameReading names;

    PathVerbs(Lexicon lexicon, NameReading names) {
        this.lexicon = lexicon;
        this.names = names;
    }

    /** Returns what the verbs in a path mean, the worst of them, or null. */
    @Nullable
    Meaning meaning(HttpPath path, List<String> beside, String method) {
        Meaning worst = null;
        boolean last = true;
        for (int i = path.last(); i >= 0; i--) {
            PathName name = path.at(i);
            PathName.Said said = name.said();
            if (last && i > 0 && !name.id() && !path.at(i - 1).id() && !asksAfter(path, i - 1)) {
                worst = Meaning.worse(worst, together(path.at(i - 1), name, beside, method));
            }
            if (!last && lexicon.in("deletions", said.last())) {
                worst = Meaning.worse(worst, names.of(said.words(), beside, method));
            }
            if (said.means()) {
                if (said.behind() != said.words()) {
                    worst = Meaning.worse(worst, names.of(said.behind(), beside, method));
                }
                if (last && !name.id()) {
                    worst = Meaning.worse(worst, names.of(fromParent(path, i), beside, method));
                } else if ((said.destroys() || (i > 0 && said.beginsDestroying())) && !asksAfter(path, i)) {
                    worst = Meaning.worse(worst, names.of(said.words(), beside, method));
                }
            }
            last &= name.id() || lexicon.in("formats", name.text().toLowerCase(Locale.ROOT));
        }
        return worst;
    }

    /** {@code /delete_batch/check}, {@code /delete/status}: how it went. */
    private boolean asksAfter(HttpPath path, int at) {
        return at == path.last() - 1
                && path.at(at + 1).words().size() == 1
                && lexicon.in("standings", path.at(at + 1).words().get(0));
    }

    /** {@code /withdraw/apply}, {@code /status/trashed}: where two names only say together what is done. */
    private @Nullable Meaning together(PathName before, PathName name, List<String> beside, String method) {
        List<String> words = name.words();
        if (words.isEmpty() || words.size() > 2 || before.words().size() > 3) {
            return null;
        }
        if (STATES.contains(before.said().last()) && lexicon.in("done", words.get(0))) {
            boolean kept = words.get(0).startsWith("trash");
            return new Meaning(
                    kept ? Reversibility.RECOVERABLE : Reversibility.IRREVERSIBLE,
                    null,
                    true,
                    "`" + words.get(0) + "` is a state that follows a destruction");
        }
        if (before.words().stream().noneMatch(lexicon::mayHarm)) {
            return null;
        }
        List<String> both = new ArrayList<>(before.words());
        both.addAll(words);
        Meaning meaning = names.of(both, beside, method);
        return meaning != null && meaning.harms() && meaning.certain() ? meaning : null;
    }

    /** {@code /portfolios/1/removeItem} takes the item from the portfolio. */
    private static List<String> fromParent(HttpPath path, int at) {
        String segment = path.at(at).text();
        List<String> words = path.at(at).words();
        int dot = segment.lastIndexOf('.');
        if (dot > 0 && segment.startsWith("remove", dot + 1)) {
            List<String> from = new ArrayList<>(Words.of(segment.substring(dot + 1)));
            List<String> group = Words.of(segment.substring(0, dot));
            // `webdav.removeWebdavAccount`: the account is one of them, and in no group
            if (from.size() > 1 && group.stream().noneMatch(from::contains)) {
                from.add("from");
                from.addAll(group);
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

    /** Returns whether one of the last two names asks: {@code /_search}, {@code /users.list}, {@code /validate/job}. */
    boolean asks(HttpPath path) {
        int last = path.nameBefore(path.segments().size());
        int before = last < 0 ? -1 : path.nameBefore(last);
        return (last >= 0 && asks(path.at(last)).asLast())
                || (before >= 0 && asks(path.at(before)).before());
    }

    private PathName.Asks asks(PathName name) {
        PathName.Asks known = name.asks();
        if (known == null) {
            known = new PathName.Asks(asks(name, false), asks(name, true));
            name.keep(known);
        }
        return known;
    }

    private boolean asks(PathName name, boolean before) {
        String segment = name.text().substring(name.text().lastIndexOf(':') + 1);
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
    boolean runs(HttpPath path) {
        int last = path.nameBefore(path.segments().size());
        return last >= 0 && lexicon.in("runners", path.at(last).said().last());
    }
}
