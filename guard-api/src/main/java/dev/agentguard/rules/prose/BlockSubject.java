package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The paths or the command that a list item, a row or a heading starts with, and what further words say of it: "never
 * edit by hand", "(never in production)".
 */
final class BlockSubject {

    private static final Set<String> LINKS = Set.of(",", "/", "and", "or", "&", "+", ":", "[", "]");
    private static final Set<String> MANNER = Set.of(
            "directly",
            "manually",
            "by",
            "hand",
            "ever",
            "here",
            "yourself",
            "it",
            "them",
            "this",
            "these",
            "that",
            "file",
            "files",
            "folder",
            "directory",
            "script",
            "at",
            "all");
    private static final Set<String> TERMS =
            Set.of("unless", "without", "until", "except", "for", "in", "on", "—", ",");
    private static final int MOST = 12;
    private static final int FEW = 5;

    private BlockSubject() {}

    /** The code that stands first, without other words before it; nothing if there is none. */
    static List<Token> of(List<Token> tokens) {
        List<Token> code = new ArrayList<>();
        for (Token token : tokens) {
            if (token.isCode()) {
                code.add(token);
            } else if (!LINKS.contains(token.word()) || code.size() >= MOST) {
                break;
            }
        }
        return code;
    }

    /** What a sentence before speaks of, where it names just one file: "the plan is in `PLAN.md`". */
    static List<Token> onlyFile(List<Token> sentence) {
        List<Token> code = sentence.stream().filter(Token::isCode).toList();
        return code.size() == 1 && Paths.isOne(code.get(0).text().strip()) ? code : List.of();
    }

    /** "`a/` is old. Do not modify this directory": what is not to be done to nothing else is to the subject. */
    static List<Token> completed(List<Token> said, List<Token> subject) {
        int[] never = Phrases.find(said, Vocabulary.NEVER);
        boolean other = never[0] > 1 && !(never[0] < FEW && Subject.isAgent(said.subList(0, never[0])));
        if (subject.isEmpty() || never[0] < 0 || other || said.stream().anyMatch(Token::isCode)) {
            return said;
        }
        int at = never[1];
        while (at < said.size()
                && (isVerb(said.get(at)) || (LINKS.contains(said.get(at).word()) && at > never[1]))) {
            at++;
        }
        int end = at;
        while (end < said.size() && MANNER.contains(said.get(end).word())) {
            end++;
        }
        boolean names = said.subList(at, end).stream()
                .anyMatch(token -> Set.of("this", "that", "these").contains(token.word()));
        boolean closed = end >= said.size() || TERMS.contains(said.get(end).word());
        boolean open = end < said.size()
                && Set.of("for", "in", "on").contains(said.get(end).word())
                && !names;
        List<Token> whole = new ArrayList<>(said.subList(0, never[1]));
        Token first = subject.get(0);
        if (at == never[1]) {
            boolean run =
                    subject.stream().noneMatch(token -> Paths.isOne(token.text().strip()));
            boolean place = open && end + 1 < said.size() && isEnvironment(said, end + 1);
            if (!run || !place) {
                return said;
            }
            whole.add(new Token("run", "run", Token.Type.WORD, first.line(), " "));
        } else if (!closed
                || open
                || subject.stream().anyMatch(token -> !Paths.isOne(token.text().strip()))) {
            return said;
        }
        boolean verb = false;
        for (Token token : said.subList(never[1], at)) {
            // "reference or modify": only the second can be seen
            boolean left = token.is("reference") || (!verb && !isVerb(token));
            verb |= isVerb(token) && !token.is("reference");
            if (!left) {
                whole.add(token);
            }
        }
        for (int i = 0; i < subject.size(); i++) {
            if (i > 0) {
                whole.add(
                        new Token("and", "and", Token.Type.WORD, subject.get(i).line(), " "));
            }
            Token token = subject.get(i);
            whole.add(new Token(token.text(), token.word(), token.type(), token.line(), " "));
        }
        whole.addAll(said.subList(end, said.size()));
        return whole;
    }

    /** What brackets forbid: "`a/` (do not edit)". */
    static List<Token> bracketed(List<Token> sentence) {
        for (int i = 1; i < sentence.size(); i++) {
            if (sentence.get(i).is("(")) {
                int end = i + 1;
                while (end < sentence.size() && !sentence.get(end).is(")")) {
                    end++;
                }
                List<Token> inside = sentence.subList(i + 1, end);
                if (Phrases.find(inside, Vocabulary.NEVER)[0] == 0) {
                    return inside;
                }
            }
        }
        return List.of();
    }

    private static boolean isEnvironment(List<Token> words, int at) {
        int noun = Set.of("the", "a", "any").contains(words.get(at).word()) && at + 1 < words.size() ? at + 1 : at;
        return words.get(noun).isWord()
                && Environments.Environment.of(words.get(noun).word()) != null;
    }

    private static boolean isVerb(Token token) {
        return token.isWord()
                && ((Verb.of(token.word()) != null && Verb.lemma(token.word()).equals(token.word()))
                        || token.is("reference"));
    }
}
