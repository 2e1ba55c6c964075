package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** "Splitting `index.html` into several files": a change of a file by a verb that means one of nothing else here. */
final class UnknownChanges {

    private static final Set<String> VERBS = Vocabulary.words(
            "split splitting refactor refactoring restructure restructuring reformat reformatting reorganize"
                    + " reorganizing reorganise reorganising rearrange rearranging simplify simplifying convert converting"
                    + " translate translating extend extending shorten shortening trim trimming minify minifying optimize"
                    + " optimizing improve improving fix fixing mutate clean cleaning sort sorting reorder reordering"
                    + " annotate reflow bumping upgrading");
    private static final Set<String> SKIPPED = Set.of("the", "or", "and", ",", "file", "files", "any", "up");

    private UnknownChanges() {}

    /** Whether such a verb stands first. */
    static boolean areIn(List<Token> region) {
        return !region.isEmpty() && VERBS.contains(region.get(0).word());
    }

    /** Returns the files that such a verb stands in front of. */
    static List<Found> read(List<Token> region) {
        if (region.isEmpty() || !VERBS.contains(region.get(0).word())) {
            return List.of();
        }
        List<String> paths = new ArrayList<>();
        for (Token token : region.subList(1, region.size())) {
            if (token.isCode() && Paths.isOne(token.text().strip())) {
                paths.add(token.text().strip());
            } else if (token.isCode() || !(SKIPPED.contains(token.word()) || VERBS.contains(token.word()))) {
                break;
            }
        }
        return paths.isEmpty() ? List.of() : List.of(Found.plain(new Files(paths, Files.Access.WRITE)));
    }
}
