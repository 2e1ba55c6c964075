package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/** Lists and tables of paths under "Do not commit:", which say what is not to be committed: these, not everything. */
final class PathLists {

    private static final Set<Verb> OF_FILES = Set.of(
            Verb.COMMIT,
            Verb.PUSH,
            Verb.STAGE,
            Verb.MODIFY,
            Verb.DESTROY,
            Verb.READ,
            Verb.SHOW,
            Verb.INCLUDE,
            Verb.OVERWRITE,
            Verb.CREATE);

    private PathLists() {}

    /** What a heading or a line says of the paths listed below it; none if it names an object itself. */
    static Mood mood(List<Token> tokens, Node below) {
        if (Phrases.find(tokens, Vocabulary.NEVER)[0] < 0) {
            return Mood.NONE;
        }
        if (ListedVariables.areIn(below)) {
            return ListedVariables.mood(tokens);
        }
        if (!startsWithPath(below)) {
            return Mood.NONE;
        }
        Demand demand = DemandReader.read(tokens);
        boolean verbs = demand.polarity() == Polarity.DENY && isVerbsOnly(demand.region());
        return verbs ? new Mood(demand.asked(), demand.region(), false, true) : Mood.NONE;
    }

    private static boolean isVerbsOnly(List<Token> region) {
        boolean verb = false;
        boolean git = false;
        for (Token token : region) {
            Verb said = token.isWord() ? Verb.of(token.word()) : null;
            if (said != null && OF_FILES.contains(said)) {
                verb = true;
                git |= said == Verb.COMMIT || said == Verb.PUSH;
            } else if (verb && Set.of("into", "to", "in").contains(token.word())) {
                return git;
            } else if (!(token.type() == Token.Type.MARK
                    || Vocabulary.FILLERS.contains(token.word())
                    || (verb
                            && Set.of("these", "those", "following", "files", "paths", "this")
                                    .contains(token.word()))
                    || Set.of("or", "and", "to", "git").contains(token.word()))) {
                return false;
            }
        }
        return git;
    }

    private static boolean startsWithPath(Node below) {
        Node first = below instanceof ListBlock ? below.getFirstChild().getFirstChild() : below;
        if (!(first instanceof Paragraph)) {
            return false;
        }
        List<Token> tokens = InlineTokens.of(first);
        List<List<Token>> rows = below instanceof ListBlock ? List.of() : TableRows.of(tokens);
        if (below instanceof Paragraph && rows.size() < 2) {
            return false;
        }
        List<Token> head =
                rows.isEmpty() ? tokens : TableRows.cells(rows.get(1)).get(0);
        List<Token> code = BlockSubject.of(head);
        return !code.isEmpty()
                && code.stream().allMatch(token -> Paths.isOne(token.text().strip()));
    }

    /** "run any shell commands", not "run any git write commands", nor "run `x` from the terminal". */
    static boolean isOfAnyCommand(List<Token> region) {
        return region.stream()
                .allMatch(token -> token.type() == Token.Type.MARK
                        || (token.isWord()
                                && (Verb.of(token.word()) != null
                                        || ANY.contains(token.word())
                                        || Vocabulary.FILLERS.contains(token.word())
                                        || Vocabulary.NEUTRAL.contains(token.word())
                                        || Vocabulary.PLACES.contains(token.word()))));
    }

    private static final Set<String> ANY = Set.of(
            "any",
            "all",
            "shell",
            "terminal",
            "bash",
            "command",
            "commands",
            "line",
            "script",
            "scripts",
            "cli",
            "or",
            "and",
            "in",
            "on",
            "the",
            "console");
}
