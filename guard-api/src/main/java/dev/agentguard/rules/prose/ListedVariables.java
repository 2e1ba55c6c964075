package dev.agentguard.rules.prose;

import java.util.List;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/** Variables that are listed under "Never set environment variables:", which says that of these, not of all. */
final class ListedVariables {

    private ListedVariables() {}

    /** Whether a list starts with the name of a variable, or with an assignment to one. */
    static boolean areIn(Node below) {
        Node first = below instanceof ListBlock ? below.getFirstChild().getFirstChild() : null;
        List<Token> code = first instanceof Paragraph ? BlockSubject.of(InlineTokens.of(first)) : List.of();
        return !code.isEmpty()
                && code.stream()
                        .allMatch(token -> VariableNames.setBy(token.text().strip()) != null);
    }

    /** What the words above say of them; none if it is not that they are set. */
    static Mood mood(List<Token> tokens) {
        Demand demand = DemandReader.read(tokens);
        boolean set = demand.polarity() == Polarity.DENY
                && demand.region().stream()
                        .anyMatch(token -> token.isWord()
                                && (Verb.of(token.word()) == Verb.MODIFY || Verb.of(token.word()) == Verb.CREATE));
        return set ? new Mood(demand.asked(), demand.region(), false, false) : Mood.NONE;
    }
}
