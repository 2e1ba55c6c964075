package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The actions that were found in a clause, and the words that narrow them, limit them or were left out. */
final class Findings {

    private static final int MOST_UNKNOWN = 2;

    private final List<Found> founds = new ArrayList<>();
    private final List<String> snippets = new ArrayList<>();
    private final List<String> branches = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();
    private final List<String> narrowing = new ArrayList<>();
    private final List<Condition> options = new ArrayList<>();
    private @Nullable String refused;
    private String because = Reasons.UNKNOWN_ACTION;
    private int mark;

    // ---- actions

    void add(@Nullable Condition condition) {
        if (condition != null) {
            founds.add(Found.plain(condition));
        }
    }

    void add(Found found) {
        founds.add(found);
    }

    int size() {
        return founds.size();
    }

    boolean isEmpty() {
        return founds.isEmpty();
    }

    /** Whether the clause under way has found something. */
    boolean hasNew() {
        return founds.size() > mark;
    }

    /** Returns where the actions of the clause under way start. */
    int mark() {
        return mark;
    }

    /** Counts what was found from there on to the clause under way. */
    void reopen(int from) {
        mark = Math.min(from, founds.size());
    }

    void removeLast() {
        founds.remove(founds.size() - 1);
    }

    void limit(int from, Condition further) {
        for (int i = from; i < founds.size(); i++) {
            founds.set(i, founds.get(i).with(further));
        }
    }

    void replace(int from, Condition by) {
        founds.subList(from, founds.size()).clear();
        founds.add(Found.plain(by));
        mark = founds.size();
    }

    // ---- what else the words say

    void addSnippet(String code) {
        snippets.add(code);
    }

    void addBranch(String name) {
        branches.add(name);
    }

    boolean hasBranches() {
        return !branches.isEmpty();
    }

    void addTable(String name) {
        tables.add(name);
    }

    boolean hasTables() {
        return !tables.isEmpty();
    }

    void addOption(Condition option) {
        options.add(option);
    }

    boolean hasOptions() {
        return !options.isEmpty();
    }

    // ---- what is not understood

    /** Notes words that narrow what is meant. */
    void addUnknown(String words) {
        unknown.add(words);
    }

    void removeUnknown(String words) {
        unknown.remove(words);
    }

    boolean hasUnknown() {
        return !unknown.isEmpty();
    }

    boolean lastUnknownIs(String word) {
        return !unknown.isEmpty() && unknown.get(unknown.size() - 1).equals(word);
    }

    /** Notes words that stand beside what is understood and are not read. */
    void drop(String words) {
        dropped.add(words);
    }

    boolean lastDroppedIs(String word) {
        return !dropped.isEmpty() && dropped.get(dropped.size() - 1).equals(word);
    }

    /** Nothing of the clause is enforced, for this reason. */
    void refuse(String why) {
        refused = why;
    }

    /** Refuses the clause, unless there is another reason already. */
    void refuseElse(String why) {
        if (refused == null) {
            refused = why;
        }
    }

    boolean isRefused() {
        return refused != null;
    }

    /** Says why nothing may be found in the end. */
    void explain(String why) {
        because = why;
    }

    // ---- ends

    /** Ends a clause: its actions are on its tables only, and narrowed by what is not understood of it. */
    void endClause(boolean everyTable) {
        if (!tables.isEmpty()) {
            limit(
                    everyTable ? 0 : mark,
                    AnyOf.of(tables.stream()
                            .map(table -> (Condition) new OnTable(table))
                            .toList()));
            tables.clear();
        }
        if (unknown.size() > MOST_UNKNOWN) {
            founds.subList(mark, founds.size()).clear();
        } else if (!unknown.isEmpty()) {
            narrow();
        }
        unknown.clear();
        mark = founds.size();
    }

    private void narrow() {
        String words = "narrowed by `" + String.join(" ", unknown) + "`, which cannot be checked";
        SaysWords named = SaysWords.of(unknown);
        narrowing.addAll(unknown);
        List<Found> certain = new ArrayList<>();
        for (int i = mark; i < founds.size(); i++) {
            Found wide = founds.get(i);
            if (named != null && !wide.generalised() && !Everyday.is(wide.condition())) {
                certain.add(wide.with(named));
            }
            founds.set(i, wide.narrowed("it is " + words + "; a human decides"));
        }
        boolean things = unknown.stream().noneMatch(said -> said.startsWith("as "));
        if (things
                && branches.isEmpty()
                && founds.subList(mark, founds.size()).removeIf(found -> Everyday.is(found.condition()))) {
            because = "is " + words;
        }
        founds.addAll(certain);
    }

    /** Returns what was found in the end. */
    ClauseResult result(boolean namesCode) {
        if (refused != null) {
            return new ClauseResult(List.of(), List.of(), List.of(), List.of(), refused);
        }
        boolean unexplained = founds.isEmpty() && because.equals(Reasons.UNKNOWN_ACTION);
        if (unexplained) {
            options.forEach(this::add);
        }
        List<Found> all = founds.stream().map(this::read).toList();
        return new ClauseResult(
                all,
                List.copyOf(snippets),
                List.copyOf(branches),
                Stream.concat(dropped.stream(), narrowing.stream()).toList(),
                unexplained && namesCode ? Reasons.COMMAND_LINE : because);
    }

    private Found read(Found found) {
        return dropped.isEmpty() || found.reading() != null
                ? found
                : new Found(found.condition(), found.generalised(), "`" + String.join(" ", dropped) + "` is not read");
    }
}
