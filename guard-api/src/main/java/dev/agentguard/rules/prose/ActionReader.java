package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.rules.EffectPattern;
import dev.agentguard.rules.Nouns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Recognises the actions that a sentence's words name, from left to right and without going back. The first words that
 * weigh must name an action: in "never skip backups before deleting" they do not.
 */
final class ActionReader {

    static final String UNKNOWN_ACTION = "names no action that is recognised";
    static final String COMMAND_LINE = "names a command line, which this version does not read";
    static final String CODE = "speaks of code or text, not of an operation";

    private static final String NARROWED_PLACE = "which branch is meant cannot be checked; a human decides";
    private static final String NARROWED = "its words narrow what is meant and cannot be checked; a human decides";

    private static final Set<String> LINKS = Set.of("or", "and", "nor", ",", "/", ":", "(");
    private static final Set<String> DEPLOY_TARGETS = Set.of(
            "the",
            "to",
            "in",
            "on",
            "anything",
            "changes",
            "or",
            "and",
            ",",
            "/",
            "directly",
            "automatically",
            "manually",
            "yourself",
            "production",
            "prod",
            "services",
            "ever");

    private final List<Token> region;
    private final List<Finding> findings = new ArrayList<>();
    private int at;
    private String because;

    private ActionReader(List<Token> region) {
        this.region = region;
        this.because = region.stream().anyMatch(Token::isCode) ? COMMAND_LINE : UNKNOWN_ACTION;
    }

    /** Returns what was recognised; the reason stands for an empty list. */
    record Result(List<Finding> findings, String because) {}

    static Result read(List<Token> region) {
        ActionReader reader = new ActionReader(withoutLead(region));
        reader.readAll();
        List<Finding> all = List.copyOf(reader.findings);
        return new Result(all, reader.because);
    }

    /** Drops "these commands in production:" in front of what is meant. */
    private static List<Token> withoutLead(List<Token> region) {
        for (int i = 0; i < region.size(); i++) {
            if (region.get(i).is(":") && Demand.isPure(region.subList(0, i))) {
                return region.subList(i + 1, region.size());
            }
        }
        return region;
    }

    private void readAll() {
        skipFillers();
        while (at < region.size() && readOne()) {
            while (at < region.size() && !LINKS.contains(word(at))) {
                at++;
            }
            skipFillers();
        }
    }

    private void skipFillers() {
        while (at < region.size()
                && !region.get(at).isCode()
                && (LINKS.contains(word(at))
                        || Set.of("\"", "'", "*", "—", ".").contains(word(at))
                        || Vocabulary.FILLERS.contains(word(at)))) {
            at++;
        }
    }

    private boolean readOne() {
        return readCode() || readGit() || readClass() || readDestroy() || readRelease() || readMail() || readMoney();
    }

    private boolean readCode() {
        Token token = region.get(at);
        if (!token.isCode()) {
            return false;
        }
        String code = token.word();
        String git = GitCommand.rewriting(code);
        if (ProviderOperation.isOne(code)) {
            String name = code.indexOf(':') > 0 ? code : "*:" + code;
            findings.add(Finding.plain(EffectPattern.builder().operations(List.of(name))));
        } else if (git != null) {
            findings.add(Finding.plain(destroys().operations(List.of(git))));
        } else if (findings.isEmpty()) {
            return false;
        }
        at++;
        return true;
    }

    /** Force push, and what rewrites history. */
    private boolean readGit() {
        int start = word(at).equals("git") ? at + 1 : at;
        String verb = word(start);
        String next = word(start + 1);
        boolean forced = (verb.equals("force") && next.startsWith("push"))
                || (verb.startsWith("push") && hasOption("--force", "--force-with-lease", "-f"));
        boolean rewritten = Set.of("rewrite", "rewriting", "rewrites").contains(verb)
                && (next.equals("history")
                        || next.equals("git")
                        || word(start + 2).equals("history"));
        boolean reset =
                (verb.equals("hard") && next.startsWith("reset")) || (verb.equals("reset") && hasOption("--hard"));
        if (!forced && !rewritten && !reset && !Set.of("rebase", "rebasing").contains(verb)) {
            return false;
        }
        EffectPattern.Builder pattern = destroys().operations(List.of(forced ? "git:*push*" : "git:*"));
        boolean somewhere = region.stream().skip(start).anyMatch(token -> token.is("to") || token.is("on"));
        findings.add(somewhere ? Finding.generalised(pattern, NARROWED_PLACE) : Finding.plain(pattern));
        at = start + 1;
        return true;
    }

    private boolean hasOption(String... options) {
        return region.stream()
                .anyMatch(token -> token.isWord() && Set.of(options).contains(token.word()));
    }

    /** "destructive or irreversible … commands", with the tools that the words name in between. */
    private boolean readClass() {
        if (!Vocabulary.DESTRUCTIVE.contains(word(at))) {
            return false;
        }
        boolean irreversibleOnly = true;
        Set<String> tools = new LinkedHashSet<>();
        int i = at;
        for (; i < region.size() && !Vocabulary.ACTS.contains(Nouns.singular(word(i))); i++) {
            Token token = region.get(i);
            if (Vocabulary.DESTRUCTIVE.contains(token.word())) {
                irreversibleOnly &= token.is("irreversible");
            } else if (!LINKS.contains(token.word())) {
                tools.add(token.word());
            }
        }
        if (i == region.size() || tools.size() > 2 || tools.stream().anyMatch(ActionReader::isCodeWord)) {
            because = tools.stream().anyMatch(ActionReader::isCodeWord) ? CODE : UNKNOWN_ACTION;
            return false;
        }
        at = i + 1;
        Reversibility least = irreversibleOnly ? Reversibility.IRREVERSIBLE : Reversibility.RECOVERABLE;
        EffectPattern.Builder any = EffectPattern.builder().reversibility(least);
        if (tools.isEmpty()) {
            findings.add(Finding.plain(any));
            return true;
        }
        if (tools.contains("git")) {
            findings.add(
                    Finding.plain(EffectPattern.builder().reversibility(least).operations(List.of("git:*"))));
        }
        findings.add(Finding.generalised(
                any,
                "it says `" + String.join(" ", tools) + "` and is read as any "
                        + (irreversibleOnly ? "irreversible" : "destructive or irreversible")
                        + " operation; a human decides"));
        return true;
    }

    /** "delete production volumes", "drop or truncate tables", "database deletion". */
    private boolean readDestroy() {
        boolean nominal = Vocabulary.isNoun(word(at)) && Vocabulary.DESTROY.contains(word(at + 1));
        if (!nominal && !Vocabulary.DESTROY.contains(word(at))) {
            return false;
        }
        NounPhrase phrase = NounPhrase.read(region, nominal ? at : at + 1);
        if (phrase.refusedBecause() != null) {
            because = phrase.refusedBecause();
            return false;
        }
        at = Math.max(at + 1, phrase.end());
        String reading = phrase.narrowedBy().isEmpty()
                ? null
                : "it is narrowed by `" + String.join(" ", phrase.narrowedBy())
                        + "`, which cannot be checked; a human decides";
        for (EffectPattern.Builder pattern : phrase.patterns()) {
            findings.add(new Finding(pattern, reading != null, reading));
        }
        return true;
    }

    private boolean readRelease() {
        boolean deploys = Vocabulary.DEPLOY.contains(word(at));
        if (!deploys && !Vocabulary.PUBLISH.contains(word(at))) {
            return false;
        }
        String next = word(at + 1);
        boolean plain = at + 1 >= region.size()
                || DEPLOY_TARGETS.contains(next)
                || Vocabulary.RELEASED.contains(Nouns.singular(next));
        if (!plain || speaksOfCode(at + 1)) {
            because = speaksOfCode(at + 1) ? CODE : UNKNOWN_ACTION;
            return false;
        }
        Set<String> subjects = deploys ? Set.of("deploy", "deployment", "redeploy") : Set.of("publish", "release");
        findings.add(Finding.plain(writes().subjects(subjects)));
        at++;
        return true;
    }

    private boolean readMail() {
        return readWithObject(Vocabulary.SEND, Vocabulary.MAIL, Kind.MESSAGE);
    }

    private boolean readMoney() {
        return readWithObject(Vocabulary.PAY, Vocabulary.MONEY, Kind.MONEY);
    }

    /** A verb with its object at most three words on; "sending" and "mails" alone may stand for both. */
    private boolean readWithObject(Set<String> verbs, Set<String> objects, Kind kind) {
        int start = at;
        int back = at;
        while (back > 0 && Vocabulary.FILLERS.contains(word(back - 1)) && !verbs.contains(word(start))) {
            back--;
            start = verbs.contains(word(back)) ? back : start;
        }
        if (!verbs.contains(word(start)) && !objects.contains(Nouns.singular(word(at)))) {
            return false;
        }
        for (int i = at; i < Math.min(region.size(), at + 4); i++) {
            String word = word(i);
            boolean last = i + 1 >= region.size()
                    || region.get(i + 1).type() == Token.Type.MARK
                    || Vocabulary.FOLLOWERS.contains(word(i + 1));
            if (objects.contains(Nouns.singular(word)) && last && !speaksOfCode(at)) {
                boolean narrowed = region.subList(at, i).stream()
                        .anyMatch(token -> token.isWord()
                                && !verbs.contains(token.word())
                                && !Vocabulary.NEUTRAL.contains(token.word())
                                && !Vocabulary.FILLERS.contains(token.word()));
                EffectPattern.Builder pattern = writes().kinds(Set.of(kind));
                findings.add(narrowed ? Finding.generalised(pattern, NARROWED) : Finding.plain(pattern));
                at = i + 1;
                return true;
            }
        }
        because = speaksOfCode(at) ? CODE : because;
        return false;
    }

    private boolean speaksOfCode(int from) {
        return region.stream().skip(from).anyMatch(token -> token.isWord() && isCodeWord(token.word()));
    }

    private static boolean isCodeWord(String word) {
        return Vocabulary.CODE_WORDS.contains(Nouns.singular(word)) || Vocabulary.CODE_WORDS.contains(word);
    }

    private static EffectPattern.Builder writes() {
        return EffectPattern.builder().reversibility(Reversibility.REVERSIBLE);
    }

    private static EffectPattern.Builder destroys() {
        return EffectPattern.builder().reversibility(Reversibility.RECOVERABLE);
    }

    private String word(int index) {
        return index < region.size() && !region.get(index).isCode()
                ? region.get(index).word()
                : "";
    }
}
