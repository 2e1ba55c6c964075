package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a prohibition whose words are not all understood by what cannot be mistaken in it: a verb, and behind it paths,
 * command lines or the noun that is done away with. What it leaves out only ever makes a question of it.
 */
final class Fallback {

    private static final Set<String> LINKS = Set.of("or", "and", "nor", ",", "/", "&");
    private static final Set<Verb> OF_FILES = Set.of(
            Verb.MODIFY,
            Verb.OVERWRITE,
            Verb.DESTROY,
            Verb.CREATE,
            Verb.COMMIT,
            Verb.STAGE,
            Verb.FORCE_ADD,
            Verb.CLEAR);
    private static final Set<Verb> TO_GIT = Set.of(Verb.COMMIT, Verb.STAGE, Verb.FORCE_ADD);
    private static final Set<String> RUNS =
            Set.of("run", "execute", "invoke", "trigger", "launch", "start", "initiate", "rerun", "re-run");
    private static final Set<String> CIRCUMSTANCES =
            Set.of("for", "by", "with", "via", "through", "during", "after", "while", "as", "to", "so", "on");
    private static final Set<String> PLACES = Set.of("in", "under", "inside", "within", "of", "at", "from", "below");
    private static final Set<String> MANNERS = Set.of("hand", "name", "verification", "testing", "yourself", "you");
    private static final Set<String> NOTHING_CERTAIN = Set.of(
            "them",
            "it",
            "these",
            "those",
            "this",
            "anything",
            "everything",
            "something",
            "things",
            "code",
            "features",
            "functionality",
            "support",
            "behavior",
            "behaviour",
            "parts",
            "work",
            "content");
    private static final int FEW = 3;

    private final Examples examples;
    private final List<Token> region;
    private final List<Verb> verbs = new ArrayList<>();
    private final List<String> lemmas = new ArrayList<>();
    private int at;

    private Fallback(Examples examples, List<Token> region) {
        this.examples = examples;
        this.region = region;
    }

    /** Returns the actions that are certainly among those that are meant; empty if none. */
    static List<Found> read(Examples examples, List<Token> region) {
        Fallback fallback = new Fallback(examples, region);
        fallback.readVerbs();
        return fallback.verbs.isEmpty() ? List.of() : fallback.objects();
    }

    private void readVerbs() {
        while ((at < region.size() && region.get(at).isWord()) || isLink(at)) {
            String word = region.get(at).word();
            Verb verb = Verb.of(word);
            boolean opens = verbs.isEmpty() || isLink(at - 1);
            if (verb != null && opens) {
                verbs.add(verb);
                lemmas.add(Verb.lemma(word));
            } else if (!isLink(at)
                    && !word.endsWith("ly")
                    && !Set.of("ever", "hand", "also").contains(word)) {
                return;
            }
            at++;
        }
    }

    private List<Found> objects() {
        List<Token> rest = region.subList(Math.min(at, region.size()), region.size());
        int end = end(rest);
        List<Token> objects = rest.subList(0, end);
        boolean whole = end == rest.size() || isManner(rest.subList(end, rest.size()));
        List<Found> founds = verbs.stream().anyMatch(OF_FILES::contains)
                ? files(objects)
                : lemmas.stream().anyMatch(RUNS::contains) ? commands(objects) : List.of();
        if (founds.isEmpty() && verbs.contains(Verb.DESTROY) && objects.stream().noneMatch(Token::isCode)) {
            founds = destroyed(objects);
        }
        return whole
                ? founds
                : founds.stream().map(found -> found.narrowed(left(rest, end))).toList();
    }

    /** Where the words about circumstances start. */
    private static int end(List<Token> rest) {
        for (int i = 1; i < rest.size(); i++) {
            Token token = rest.get(i);
            boolean starts = (token.isWord() && CIRCUMSTANCES.contains(token.word())) || token.is(":") || token.is("(");
            if (starts) {
                return i;
            }
        }
        return rest.size();
    }

    private static boolean isManner(List<Token> tail) {
        return tail.get(0).is("(") || tail.stream().anyMatch(token -> token.isWord() && MANNERS.contains(token.word()));
    }

    private static String left(List<Token> rest, int end) {
        return "`" + Tokens.text(rest.subList(end, Math.min(rest.size(), end + FEW)))
                + "` is not read; a human decides";
    }

    private List<Found> files(List<Token> objects) {
        Set<String> paths = new LinkedHashSet<>();
        boolean others = false;
        for (int i = 0; i < objects.size(); i++) {
            Token token = objects.get(i);
            String text = token.isCode() ? token.text().strip() : bare(token);
            if (!text.isEmpty() && (Paths.isOne(text) || (token.isCode() && isFolder(text, objects, i)))) {
                paths.add(text);
            } else if (token.isCode()) {
                others = true;
            } else if (token.isWord() && isCode(token.word())) {
                return List.of();
            }
        }
        if (paths.isEmpty()) {
            return List.of();
        }
        Set<Files.Access> accesses = new LinkedHashSet<>();
        for (Verb verb : verbs) {
            if (OF_FILES.contains(verb)) {
                accesses.add(
                        TO_GIT.contains(verb)
                                ? Files.Access.COMMIT
                                : verb == Verb.DESTROY ? Files.Access.DELETE : Files.Access.WRITE);
            }
        }
        boolean narrower = others;
        return accesses.stream()
                .map(access -> new Files(List.copyOf(paths), access))
                .map(files -> narrower
                        ? Found.generalised(files, "it is read for the whole file; a human decides")
                        : Found.plain(files))
                .toList();
    }

    /** A name with a hyphen, or one that is said to lie somewhere, is that of a directory. */
    private static boolean isFolder(String text, List<Token> objects, int i) {
        boolean spaced = text.length() < 60
                && Character.isLetterOrDigit(text.isEmpty() ? ' ' : text.charAt(0))
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || " ._-*/".indexOf(c) >= 0)
                && (text.endsWith("/")
                        || (i + 1 < objects.size()
                                && Set.of("folder", "folders", "directory", "directories", "file", "files")
                                        .contains(objects.get(i + 1).word())));
        if (spaced && text.indexOf(' ') > 0) {
            return true;
        }
        boolean name = text.length() < 60
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-@".indexOf(c) >= 0)
                && text.chars().anyMatch(Character::isLowerCase);
        String next = i + 1 < objects.size() ? objects.get(i + 1).word() : "";
        boolean said = Set.of("folder", "folders", "directory", "directories", "crate", "package", "module", "app")
                .contains(next);
        boolean last = next.isEmpty() || LINKS.contains(next) || i + 1 >= objects.size();
        return name && (said || (last && text.indexOf('-') > 0 && text.indexOf('.') < 0));
    }

    /** {@code @repos/}, {@code src/db/schema.ts}: a path that needs no back-ticks. */
    private static String bare(Token token) {
        String text = token.isWord() ? token.text() : "";
        String path = text.startsWith("@") ? text.substring(1) : text;
        boolean slashed = path.indexOf('/') > 0
                && (path.endsWith("/") || path.indexOf('.') > 0 || path.indexOf('/') != path.lastIndexOf('/'));
        return slashed || path.startsWith("*.") ? path : "";
    }

    private List<Found> commands(List<Token> objects) {
        List<Found> founds = new ArrayList<>();
        String program = "";
        for (Token token : objects) {
            if (token.isCode() && isExpression(token.text())) {
                return List.of();
            }
            if (token.isCode()) {
                String text = token.text().strip();
                boolean further = !program.isEmpty() && Subcommands.isFurther(text, program);
                Condition line = examples.literal(further ? program + " " + text : text);
                int last = text.lastIndexOf(' ');
                program = further ? program : last > 0 && text.indexOf(" -") < 0 ? text.substring(0, last) : "";
                if (line != null) {
                    founds.add(Found.plain(line));
                }
            } else if (token.isWord() && isCode(token.word())) {
                return List.of();
            }
        }
        return founds;
    }

    /** {@code fmt.Errorf}, {@code useEffect}: names of code have capitals inside. */
    private static boolean isExpression(String text) {
        String first = text.strip().split("\\s", 2)[0];
        for (int i = 1; i < first.length(); i++) {
            if (Character.isUpperCase(first.charAt(i)) && !first.endsWith(".sh")) {
                return first.chars().anyMatch(Character::isLowerCase);
            }
        }
        return false;
    }

    /** "delete products": whatever deletes one. */
    private static List<Found> destroyed(List<Token> objects) {
        List<String> nouns = new ArrayList<>();
        int others = 0;
        String head = "";
        for (Token token : objects) {
            if (!token.isWord() && !LINKS.contains(token.word())) {
                return List.of();
            }
            if (PLACES.contains(token.word())) {
                return List.of();
            }
            if (LINKS.contains(token.word())) {
                nouns.add(head);
                head = "";
            } else if (!Vocabulary.NEUTRAL.contains(token.word())
                    && !token.word().endsWith("ly")) {
                others += head.isEmpty() ? 0 : 1;
                head = token.word();
            }
        }
        nouns.add(head);
        List<Found> founds = new ArrayList<>();
        for (String noun : nouns) {
            String singular = Nouns.singular(noun);
            boolean thing = singular.length() > 2
                    && !Vocabulary.PLACES.contains(noun)
                    && !NOTHING_CERTAIN.contains(noun)
                    && singular.chars().allMatch(Character::isLetter)
                    && !isCode(singular)
                    && Verb.of(singular) == null;
            if (!thing || others > 0) {
                return List.of();
            }
            founds.add(Found.plain(Effects.destroying(singular)));
        }
        return founds;
    }

    private static boolean isCode(String word) {
        return Vocabulary.CODE_WORDS.contains(Nouns.singular(word));
    }

    private boolean isLink(int index) {
        return index >= 0
                && index < region.size()
                && LINKS.contains(region.get(index).word());
    }
}
