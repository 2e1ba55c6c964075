package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what lies elsewhere: "files outside `src/`", "outside of the repository", "in other projects". */
final class OutsideReader implements PhraseReader {

    private static final Set<String> OTHER = Set.of("other", "another", "parent", "sibling");
    private static final Set<String> ELSEWHERE = Set.of(
            "directories",
            "directory",
            "folders",
            "folder",
            "projects",
            "project",
            "repositories",
            "repository",
            "repos");
    private static final Set<String> HERE = Set.of(
            "project",
            "workspace",
            "repository",
            "repo",
            "directory",
            "folder",
            "working",
            "root",
            "tree",
            "worktree",
            "it",
            "cwd",
            "codebase",
            "checkout",
            "sandbox");
    private static final Set<String> OF_HERE = Set.of(
            "of", "project", "workspace", "repository", "repo", "directory", "folder", "working", "root", "tree");
    private static final int NEAR = 6;
    private static final int SHOWN = 3;

    private final ClauseState state;
    private final Cursor words;

    OutsideReader(ClauseState state) {
        this.state = state;
        this.words = state.words;
    }

    @Override
    public boolean read() {
        if (!words.word().equals("outside")) {
            return false;
        }
        elsewhere();
        return true;
    }

    /** "other projects", "a sibling directory". */
    boolean isElsewhere(int i) {
        return OTHER.contains(words.word(i - 1)) && ELSEWHERE.contains(words.word(i));
    }

    /** Limits the actions to what lies elsewhere, or means whatever is done there. */
    void elsewhere() {
        if (path()) {
            return;
        }
        if (!isOfHere()) {
            int next = Math.min(words.size() - 1, words.at() + 1);
            state.findings.refuse(Reasons.CIRCUMSTANCE + ", `" + words.word() + " " + words.text(next, SHOWN) + "`");
            return;
        }
        int i = words.at() + 1;
        while (i < words.size() && (ClauseWords.isSilent(words.word(i)) || OF_HERE.contains(words.word(i)))) {
            i++;
        }
        words.moveTo(i);
        Clause clause = state.clause;
        Condition there = new Outside(!clause.hasAny(Verb.READ, Verb.SHOW, Verb.RUN));
        boolean more = state.findings.hasNew()
                || clause.things.contains(Thing.FILE_MODE)
                || (clause.things.contains(Thing.FILE) && clause.verbs.contains(Verb.DESTROY));
        int from = state.findings.mark();
        state.endClause();
        if (more) {
            state.findings.limit(from, there);
        } else {
            state.findings.replace(from, there);
        }
    }

    private boolean isOfHere() {
        return words.word().equals("in")
                || words.at() + 1 >= words.size()
                || words.tokens().subList(words.at(), Math.min(words.size(), words.at() + NEAR)).stream()
                        .anyMatch(token -> token.isWord() && HERE.contains(Nouns.singular(token.word())));
    }

    /** "files outside `src/`": every other file. */
    private boolean path() {
        int i = words.at() + 1;
        while (i < words.size()
                && !words.isCode(i)
                && (ClauseWords.isSilent(words.word(i)) || words.word(i).equals("of"))) {
            i++;
        }
        boolean snippet = words.tokens().subList(0, words.at()).stream()
                .anyMatch(token -> token.isCode() && !Paths.isOne(token.text().strip()));
        boolean path = words.isCode(i)
                && !snippet
                && Paths.isOne(words.token(i).text().strip())
                && state.clause.verbs.stream()
                        .anyMatch(verb -> ClauseWords.WRITES.contains(verb) || verb == Verb.CREATE);
        if (!path) {
            return false;
        }
        List<String> inside = new ArrayList<>();
        for (; i < words.size() && (words.isCode(i) || ClauseWords.LINKS.contains(words.word(i))); i++) {
            if (words.isCode(i)) {
                inside.add(words.token(i).text().strip());
            }
        }
        state.clause = new Clause();
        state.found(AllOf.of(FileMeanings.WRITES, new Unless(new Files(inside, Files.Access.WRITE))));
        words.skipAll();
        return true;
    }
}
