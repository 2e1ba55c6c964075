package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.Nouns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the actions that a sentence's words name, from left to right and without going back. Each word must be
 * understood: one that is not makes a question of the rule where it only narrows what is meant, else advice of it.
 */
final class ClauseReader {

    static final String UNKNOWN_ACTION = "names no action that is recognised";
    static final String COMMAND_LINE = "names code that is no command that is known";
    static final String CIRCUMSTANCE = "speaks of a circumstance that is not understood";
    static final String CODE = "speaks of code or text, not of an operation";
    static final String READS = "names a command that only reads, as a matter of taste";

    private static final int MOST_UNKNOWN = 2;

    private final Examples examples;
    private List<Token> region;
    private final List<Clause> leads;
    private final List<Found> founds = new ArrayList<>();
    private final List<String> snippets = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final List<String> branches = new ArrayList<>();
    private final List<Condition> options = new ArrayList<>();
    private @Nullable String refused;
    private String because = UNKNOWN_ACTION;
    private Clause clause = new Clause();
    private @Nullable String tool;
    private @Nullable String continued;
    private final String file;
    private final boolean verbFirst;
    private int mark;
    private final List<String> dropped = new ArrayList<>();
    private int at;
    private int depth;
    private final List<String> tables = new ArrayList<>();
    private List<Thing> before = List.of();

    /**
     * What was recognised.
     *
     * @param founds the actions
     * @param snippets code that is meant as text
     * @param branches branches that were named
     * @param because why there is nothing
     */
    record Result(List<Found> founds, List<String> snippets, List<String> branches, String because) {

        /** Whether words are not understood; else it is understood as something that is not enforced. */
        boolean isNotUnderstood() {
            return because.equals(UNKNOWN_ACTION) || because.equals(COMMAND_LINE) || because.startsWith(CIRCUMSTANCE);
        }
    }

    private ClauseReader(Examples examples, List<Token> region, List<Clause> leads, String file, boolean verbFirst) {
        this.file = file;
        this.verbFirst = verbFirst;
        this.examples = examples;
        this.region = region;
        this.leads = leads;
    }

    static Result read(Examples examples, List<Token> region, List<Token> lead, String file, boolean verbFirst) {
        List<Clause> leads = new ArrayList<>();
        for (int i = 0; i < lead.size(); i++) {
            Token token = lead.get(i);
            boolean only = i + 1 < lead.size()
                    && lead.get(i + 1).is("only")
                    && lead.get(i + 1).before().equals("-");
            Verb verb = token.isWord() && !only ? Verb.of(token.word()) : null;
            if (verb != null && verb != Verb.RUN) {
                Clause from = leads.isEmpty() ? new Clause() : leads.get(0);
                from.verbs.add(verb);
                from.lemmas.add(Verb.lemma(token.word()));
                if (leads.isEmpty()) {
                    leads.add(from);
                }
            }
        }
        Result result = new ClauseReader(examples, region, leads, file, verbFirst).readAll();
        int listed = result.founds().isEmpty() ? Lists.ofCommands(region) : -1;
        if (listed < 0) {
            return result;
        }
        List<Token> run = new ArrayList<>();
        run.add(new Token("run", "run", Token.Type.WORD, region.get(0).line(), " "));
        run.addAll(region.subList(listed, region.size()));
        Result further = new ClauseReader(examples, run, leads, file, verbFirst).readAll();
        return further.founds().isEmpty() ? result : further;
    }

    private Result readAll() {
        while (at < region.size() && refused == null) {
            step();
        }
        flush();
        boolean code = region.stream().anyMatch(Token::isCode);
        if (refused != null) {
            return new Result(List.of(), List.of(), List.of(), refused);
        }
        String why = founds.isEmpty() && code && because.equals(UNKNOWN_ACTION) ? COMMAND_LINE : because;
        if (founds.isEmpty() && because.equals(UNKNOWN_ACTION)) {
            options.forEach(option -> founds.add(Found.plain(option)));
        }
        List<Found> all = new ArrayList<>();
        for (Found found : founds) {
            all.add(
                    dropped.isEmpty() || found.reading() != null
                            ? found
                            : new Found(
                                    found.condition(),
                                    found.generalised(),
                                    "`" + String.join(" ", dropped) + "` is not read"));
        }
        return new Result(List.copyOf(all), List.copyOf(snippets), List.copyOf(branches), why);
    }

    private void step() {
        Token token = region.get(at);
        if (token.isCode()) {
            code(token);
            return;
        }
        if (token.type() == Token.Type.MARK) {
            depth = Math.max(0, depth + (token.is("(") ? 1 : token.is(")") ? -1 : 0));
            at++;
            return;
        }
        String word = token.word();
        if (token.type() == Token.Type.QUOTE) {
            unknown.add(token.text());
            at++;
        } else if (capitals() || comparison(word) || pronoun(word) || logged(word)) {
            return;
        } else if (isClass(word)) {
            destructive();
        } else if (word.startsWith("-") && word.length() > 1) {
            option(token.text());
            at++;
        } else if (toolAct() || toolCommand() || command() || twoWords()) {
            return;
        } else if (nominal(word) || thing() || verb(word)) {
            return;
        } else if (word.equals("recursively") || word.equals("recursive")) {
            clause.recursive = true;
            at++;
        } else if (Set.of("that", "which", "who", "whose").contains(word)) {
            relative();
        } else if (ClauseWords.PREPOSITIONS.contains(word)) {
            preposition(word);
        } else if (word.equals("outside")) {
            outside();
        } else if (word.equals("not") && (!clause.things.isEmpty() || founds.size() > mark)) {
            if (at > 0
                    && region.get(at - 1).isWord()
                    && Set.of("do", "did", "have", "are", "is").contains(word(at - 1))) {
                unknown.add(word(at - 1) + " not");
            }
            at = region.size();
        } else if (isSilent(word)) {
            at++;
        } else {
            unknown(word);
        }
    }

    // ---- code

    private void code(Token token) {
        String text = token.text().strip();
        boolean run = clause.verbs.isEmpty() || clause.verbs.contains(Verb.RUN);
        boolean refs = clause.verbs.stream().anyMatch(ClauseReader::isAboutRefs) || named(Verb.PUSH, Verb.FORCE_PUSH);
        boolean line = text.indexOf(' ') < 0
                && continued != null
                && Examples.isNewWord(text, continued)
                && at > 0
                && ClauseWords.LINKS.contains(word(at - 1));
        if (line) {
            found(examples.literal(continued + " " + text));
            at++;
            return;
        }
        continued = text.indexOf(' ') > 0 && text.indexOf('-') < 0 ? text.substring(0, text.lastIndexOf(' ')) : null;
        boolean further =
                !branches.isEmpty() && at > 0 && ClauseWords.LINKS.contains(word(at - 1)) && !Paths.isFileName(text);
        if ((refs || further) && isRef(text)) {
            branches.add(text);
            at++;
            return;
        }
        if (Tools.of(text) != null && (word(at + 1).equals("cli") || Tools.isAct(word(at + 1)))) {
            int act = at + 1;
            while (Tools.isAct(word(act)) || word(act).equals("cli")) {
                act++;
            }
            if (word(act).equals("that") || word(act).equals("which")) {
                tool = text;
                at = act + 1;
                return;
            }
        }
        Condition writing = SameCommands.writing(text, word(at + 1), word(at + 2));
        if (writing != null) {
            found(writing);
            clause.closed = true;
            at += 3;
            return;
        }
        Condition method = StoreMethods.of(text, region);
        if (method != null) {
            found(method);
            clause.closed = true;
            at++;
            return;
        }
        if (isTable(text)) {
            tables.add(text.toLowerCase(Locale.ROOT));
            at++;
            return;
        }
        String trailer = GitMeanings.trailer(text);
        if (trailer != null) {
            found(GitMeanings.adding(trailer));
            clause.closed = true;
            at++;
            if (ClauseWords.CODE_NOUNS.contains(Nouns.singular(word(at)))) {
                at++;
            }
            // "to commits": a trailer stands nowhere else
            while (Set.of("to", "in", "on", "commit", "commits", "user", "the", "any", "your", "messages", "message")
                    .contains(word(at))) {
                at++;
            }
            return;
        }
        if (text.indexOf(' ') < 0
                && ClauseWords.CODE_NOUNS.contains(Nouns.singular(word(at + 1)))
                && DataMeanings.statement(text) == null) {
            refused = CODE;
            return;
        }
        Examples.Example example = examples.read(text, run && hasRunVerb());
        switch (example.kind()) {
            case COMMAND -> {
                found(example.condition());
                clause.closed |= clause.verbs.stream().allMatch(verb -> verb == Verb.RUN);
            }
            case READING_COMMAND -> {
                if (isBareReader(text)) {
                    because = READS;
                } else {
                    found(example.condition());
                    clause.closed = true;
                }
            }
            case PATH -> clause.paths.add(text);
            case OPTION -> option(text);
            case SNIPPET -> snippets.add(text);
            case OTHER -> {
                if (depth == 0 && !clause.paths.isEmpty()) {
                    dropped.add(text);
                } else if (depth == 0 && refused == null) {
                    refused = COMMAND_LINE;
                }
            }
        }
        at++;
    }

    /** An option behind what it belongs to is one of its forms; alone it is what is meant. */
    private void option(String text) {
        boolean telling = text.startsWith("--") ? text.length() > 5 : text.length() > 6;
        if (!telling && founds.isEmpty() && options.isEmpty()) {
            return;
        }
        // "-f" of any program is another thing than "--force"
        Options exact = text.startsWith("--") ? new Options(Set.of(text)) : Options.of(text);
        Condition named = new CommandShape(Set.of(), List.of(), List.of(exact));
        options.add(
                text.equals("--force")
                        ? AnyOf.of(named, new CommandShape(Set.of("git"), List.of("push"), List.of(Options.of("-f"))))
                        : text.equals("--no-verify")
                                ? AnyOf.of(
                                        named,
                                        new CommandShape(Set.of("git"), List.of("commit"), List.of(Options.of("-n"))))
                                : named);
    }

    /** "FLUSHALL", "no UPDATE or DELETE": words in capitals that are statements by themselves. */
    private boolean capitals() {
        if (PlainSql.at(region, at) != null) {
            return false;
        }
        Condition meant = CapitalWords.at(region, at);
        if (meant == null) {
            return false;
        }
        if (clause.verbs.stream().allMatch(verb -> verb == Verb.RUN) || clause.things.isEmpty()) {
            clause.verbs.clear();
            clause.lemmas.clear();
        }
        found(meant);
        clause.closed = true;
        at++;
        if (word(at).startsWith("statement") || word(at).startsWith("quer") || word(at).startsWith("request")) {
            at++;
        }
        return true;
    }

    /** "an instance larger than `t3.large`": how large cannot be seen. */
    private boolean comparison(String word) {
        boolean compares = Set.of("larger", "bigger", "smaller", "greater", "longer", "older", "newer")
                        .contains(word)
                && word(at + 1).equals("than");
        if (!compares) {
            return false;
        }
        unknown.add(word + " than");
        at = Math.min(region.size(), at + 3);
        return true;
    }

    /** "change its visibility or delete it": what was spoken of before. */
    private boolean pronoun(String word) {
        boolean refers = (word.equals("it") || word.equals("them"))
                && !before.isEmpty()
                && clause.things.isEmpty()
                && clause.paths.isEmpty()
                && clause.verbs.stream().anyMatch(verb -> verb != Verb.RUN);
        if (!refers) {
            return false;
        }
        before.forEach(this::add);
        at++;
        return true;
    }

    /** "echo, print or log a token": a log among other ways to show it. */
    private boolean logged(String word) {
        boolean first = word.equals("log")
                && at == 0
                && ClauseWords.LINKS.contains(word(at + 1))
                && Verb.of(word(at + 2)) != null
                && Verb.of(word(at + 2)) != Verb.SHOW;
        boolean further = (word.equals("log") || word.equals("logging"))
                && clause.verbs.contains(Verb.SHOW)
                && clause.things.isEmpty()
                && at > 0
                && ClauseWords.LINKS.contains(word(at - 1));
        boolean shows = first || further;
        if (first) {
            start(Verb.SHOW, "log");
        }
        if (shows) {
            at++;
        }
        return shows;
    }

    /** A name in back-ticks that stands where a table is named: "rows of `users`", "the `users` table". */
    private boolean isTable(String text) {
        boolean name = text.length() < 60
                && !text.isEmpty()
                && Character.isLetter(text.charAt(0))
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '.')
                && !Paths.isFileName(text);
        if (!name) {
            return false;
        }
        boolean linked = !tables.isEmpty() && at > 0 && ClauseWords.LINKS.contains(word(at - 1));
        boolean noun = Set.of("table", "tables", "collection", "collections").contains(word(at + 1))
                && clause.verbs.stream().anyMatch(verb -> verb != Verb.RUN);
        return linked || noun;
    }

    private static boolean isBareReader(String text) {
        return text.indexOf(' ') < 0;
    }

    /** Whether the words say that something is run, so that a program that nobody knows may be meant. */
    private boolean hasRunVerb() {
        boolean run = region.stream()
                .limit(at)
                .anyMatch(word -> word.isWord() && ClauseWords.RUNS.contains(Verb.lemma(word.word())));
        boolean bare = region.stream().filter(Token::isWord).count() <= 2
                && leads.isEmpty()
                && clause.verbs.stream().allMatch(verb -> verb == Verb.RUN)
                && region.stream().noneMatch(token -> token.isCode() && isExpression(token.text()));
        return run || bare;
    }

    private static boolean isExpression(String text) {
        return text.chars().anyMatch(c -> "(){}<>=;".indexOf(c) >= 0);
    }

    private static boolean isRef(String text) {
        return text.length() < 60
                && text.indexOf(' ') < 0
                && !text.startsWith("-")
                && !text.startsWith(".")
                && (text.indexOf('.') < 0 || text.indexOf('/') > 0)
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "/_-*.".indexOf(c) >= 0);
    }

    private static boolean isAboutRefs(Verb verb) {
        return Set.of(Verb.PUSH, Verb.FORCE_PUSH, Verb.MERGE, Verb.REBASE).contains(verb);
    }

    private boolean named(Verb... verbs) {
        for (Verb verb : verbs) {
            if (clause.verbs.contains(verb)) {
                return true;
            }
        }
        return false;
    }

    /** A command line that needs no back-ticks: a program that is known with a subcommand or an option. */
    private boolean command() {
        String sql = PlainSql.at(region, at);
        if (sql != null) {
            found(examples.read(sql, true).condition());
            at += PlainSql.length(region, at);
            clause.closed = true;
            return true;
        }
        boolean linked = at > 0 && ClauseWords.LINKS.contains(word(at - 1));
        boolean runs = clause.verbs.stream().allMatch(verb -> verb == Verb.RUN);
        String line =
                runs || linked || clause.closed || (at > 0 && region.get(at - 1).is("("))
                        ? PlainCommand.at(region, at, examples)
                        : null;
        if (line == null) {
            return bareTool();
        }
        int words = PlainCommand.length(region, at, line);
        Examples.Example example = examples.read(line, true);
        if (example.condition() == null
                || example.kind() == Examples.Kind.OTHER
                || example.kind() == Examples.Kind.PATH) {
            return false;
        }
        if (example.kind() == Examples.Kind.READING_COMMAND && line.indexOf(' ') < 0) {
            because = READS;
        } else {
            found(example.condition());
        }
        at += words;
        for (String other : PlainCommand.alternatives(region, at, line)) {
            Examples.Example alternative = examples.read(other, true);
            if (alternative.condition() != null && alternative.kind() == Examples.Kind.COMMAND) {
                found(alternative.condition());
                at += 2;
            }
        }
        clause.closed = true;
        return true;
    }

    /** "never use npm or yarn": the programs themselves. */
    private boolean bareTool() {
        boolean used = clause.lemmas.stream()
                        .anyMatch(lemma -> lemma.equals("use") || lemma.equals("run") || lemma.equals("invoke"))
                || (clause.closed && ClauseWords.LINKS.contains(word(at - 1)))
                || (at == 0 && leads.isEmpty());
        boolean alone = at + 1 >= region.size()
                || region.get(at + 1).type() == Token.Type.MARK
                || ClauseWords.LINKS.contains(word(at + 1))
                || Set.of("directly", "here", "for", "in", "at", "command", "commands", "cli")
                        .contains(word(at + 1));
        if (!used || !alone || !ClauseWords.TOOLS.contains(word(at))) {
            return false;
        }
        found(CommandShape.program(word(at)));
        clause.closed = true;
        at++;
        return true;
    }

    /** "apply Terraform", "use npm to install …". */
    private boolean toolAct() {
        Condition act = ToolActs.at(region, at);
        Condition installs = act == null ? ToolActs.installing(region, at) : null;
        found(act == null ? installs : act);
        clause.closed |= act != null || installs != null;
        at = act != null ? at + 2 : installs != null ? region.size() : at;
        return act != null || installs != null;
    }

    /** "any git command that …": what follows is limited to the tool. */
    private boolean toolCommand() {
        String name = word(at);
        int act = at + 1;
        while (act < region.size()
                && act < at + 3
                && !Tools.isAct(word(act))
                && Set.of("cli", "line", "shell", "write", "writing", "mutating", "modifying", "mutation")
                        .contains(word(act))) {
            act++;
        }
        while (act + 1 < region.size() && Tools.isAct(word(act + 1)) && Tools.isAct(word(act))) {
            act++;
        }
        if (!Tools.isAct(word(act)) || Tools.of(name) == null) {
            return false;
        }
        boolean all = clause.verbs.stream().allMatch(verb -> verb == Verb.RUN) && Tools.isProgram(name);
        if (!isRelative(act + 1) && all && !clause.closed) {
            Condition own = Objects.requireNonNull(Tools.of(name));
            boolean every = name.equals("ssh") || (word(at - 1).equals("any") && !name.equals("git"));
            found(every ? own : AllOf.of(Effects.any(Reversibility.REVERSIBLE), own));
            clause.closed = true;
            at = act + 1;
            return true;
        }
        if (!isRelative(act + 1)) {
            return false;
        }
        tool = name;
        at = act + 2;
        return true;
    }

    /** "files that others work on" cannot be told from other files; "commands that delete data" can. */
    private void relative() {
        boolean tells = clause.things.isEmpty()
                || tool != null
                || clause.verbs.stream().allMatch(verb -> verb == Verb.RUN)
                || ClauseWords.HAS.contains(Verb.lemma(word(at + 1)));
        if (tells) {
            at++;
            return;
        }
        Condition text = clause.things.equals(List.of(Thing.MIGRATION))
                ? MigrationText.of(clause.verbs, region.subList(at + 1, region.size()))
                : null;
        if (text != null) {
            clause = new Clause();
            clause.closed = true;
            found(text);
            at = region.size();
            return;
        }
        if (at > 0 && ClauseWords.AMBIGUOUS.contains(Nouns.singular(word(at - 1)))) {
            refused = UNKNOWN_ACTION;
            return;
        }
        unknown.add(Tokens.text(region.subList(at, Math.min(region.size(), at + 4))));
        at = region.size();
    }

    // ---- words

    /** "force push", "hard reset", "roll back": what two words mean together. */
    private boolean twoWords() {
        String first = word(at);
        String next = word(at + 1);
        Verb verb = switch (first) {
            case "force" -> Verb.of(next) == Verb.PUSH ? Verb.FORCE_PUSH : null;
            case "hard" -> Verb.of(next) == Verb.RESET ? Verb.RESET : null;
            case "roll", "rolling", "rolls" -> next.equals("back") ? Verb.REVERT : null;
            case "shut", "take", "bring", "taking", "bringing", "shutting" ->
                next.equals("down") ? Verb.TERMINATE : null;
            case "tear", "tearing", "blow" -> next.equals("down") || next.equals("away") ? Verb.DESTROY : null;
            case "check" -> next.equals("out") ? Verb.CHECKOUT : next.equals("in") ? Verb.COMMIT : null;
            case "throw" -> next.equals("away") ? Verb.DISCARD : null;
            case "log" -> next.equals("in") ? Verb.CONNECT : null;
            case "stress", "load" -> next.startsWith("test") && !next.equals("tests") ? Verb.LOAD : null;
            case "switch", "turn", "switching", "turning" ->
                next.equals("off") || next.equals("on") ? Verb.DISABLE : null;
            case "comment", "commenting" -> next.equals("on") ? Verb.COMMENT : null;
            case "go" -> next.equals("out") && !clause.things.isEmpty() ? Verb.SEND : null;
            case "pipe", "piping" -> isPipe() ? Verb.PIPE : null;
            case "work", "working" -> isOnBranch() ? Verb.COMMIT : null;
            case "reach" -> next.equals("out") ? Verb.CONTACT : null;
            case "mass", "bulk" -> Verb.of(next) == Verb.DESTROY ? Verb.DESTROY : null;
            default -> null;
        };
        if (verb == null) {
            return false;
        }
        if (verb == Verb.PIPE) {
            found(SystemMeanings.PIPED);
            clause.closed = true;
            at = region.size();
            return true;
        }
        boolean alone = first.startsWith("work");
        start(verb, alone ? "commit" : first + "-" + next);
        at += alone ? 1 : 2;
        return true;
    }

    /** "work directly on `main`": commit there. */
    private boolean isOnBranch() {
        int on = word(at + 1).equals("directly") ? at + 2 : at + 1;
        return Set.of("on", "in").contains(word(on))
                && on + 1 < region.size()
                && (!BranchNames.at(region, on + 1).isEmpty()
                        || (region.get(on + 1).isCode()
                                && Set.of("main", "master", "develop", "trunk", "release")
                                        .contains(region.get(on + 1).text())));
    }

    /** "pipe the internet into a shell": what was fetched is run. */
    private boolean isPipe() {
        return region.stream()
                .anyMatch(token -> Set.of("shell", "bash", "sh", "zsh").contains(token.word())
                        || (token.isCode() && token.text().contains("| ")));
    }

    private boolean nominal(String word) {
        boolean adjacent = at > 0 && !clause.things.isEmpty() && !ClauseWords.LINKS.contains(word(at - 1));
        if (!adjacent || clause.verbs.stream().anyMatch(verb -> verb != Verb.RUN)) {
            return false;
        }
        Verb verb = Verb.nominal(word);
        if (verb == null
                && Set.of("operations", "operation", "actions", "manipulation", "activity")
                        .contains(word)) {
            verb = Verb.RUN;
        }
        if (verb == null || (Verb.of(word) != null && word.equals(Verb.lemma(word)) && !isNoun(word))) {
            return false;
        }
        clause.verbs.clear();
        clause.lemmas.clear();
        clause.verbs.add(verb);
        clause.lemmas.add(Verb.lemma(Nouns.singular(word)));
        clause.closed = true;
        at++;
        return true;
    }

    private static boolean isNoun(String word) {
        return word.endsWith("tion")
                || word.endsWith("al")
                || Set.of("change", "write", "rewrite", "restart", "push", "update", "access")
                        .contains(word);
    }

    /** "generated classes", "auto-generated API docs": files that a program writes, whatever is in them. */
    private boolean generated() {
        int end = at;
        if (word(at).equals("auto")
                && region.size() > at + 1
                && region.get(at + 1).before().equals("-")) {
            end++;
        }
        boolean made = Set.of("generated", "autogenerated", "vendored").contains(word(end))
                && clause.verbs.stream().anyMatch(verb -> ClauseWords.MADE.contains(verb));
        if (!made || Thing.at(region, at) != null) {
            return false;
        }
        end++;
        boolean head = false;
        while (end < region.size()
                && region.get(end).isWord()
                && !ClauseWords.PREPOSITIONS.contains(word(end))
                && !ClauseWords.LINKS.contains(word(end))
                && !Vocabulary.PLACES.contains(word(end))
                && !word(end).endsWith("ly")) {
            head = true;
            end++;
        }
        if (!head && end < region.size() && !region.get(end).isCode()) {
            return false;
        }
        add(Thing.GENERATED);
        at = end;
        return true;
    }

    private boolean thing() {
        if (generated()) {
            return true;
        }
        Thing.Found found = Thing.at(region, at);
        if (found == null) {
            return false;
        }
        boolean process =
                found.length() == 1 && clause.isEmpty() && Verb.nominal(word(at)) != null && Verb.of(word(at)) == null;
        if (process
                && (at + 1 >= region.size() || Set.of("to", "of", "in", "on").contains(word(at + 1)))) {
            return false;
        }
        if (found.thing() == Thing.ANYTHING && found.length() == 1 && isAdjective(at)) {
            at++;
            return true;
        }
        String first = word(at);
        Verb verb = Verb.of(first);
        if (found.thing() == Thing.ISSUE && first.equals("issue") && clause.verbs.isEmpty()) {
            return false;
        }
        boolean linked = at > 0 && ClauseWords.LINKS.contains(word(at - 1));
        boolean expectsVerb = found.length() == 1 && verb != null && verb != Verb.RUN;
        if (expectsVerb) {
            boolean plural = !Nouns.singular(first).equals(first);
            boolean verbFirst = clause.isEmpty()
                    || clause.closed
                    || (linked && ((clause.things.isEmpty() && clause.paths.isEmpty()) || !plural));
            boolean onlyRun = clause.verbs.stream().allMatch(v -> v == Verb.RUN) && !clause.verbs.isEmpty();
            if (verbFirst && !(onlyRun && !linked) && !(clause.isEmpty() && plural && !opensClause())) {
                return false;
            }
        }
        if (isCompound(at + found.length())) {
            return false;
        }
        if (ClauseWords.PARTICLES.contains(word(at + found.length()))) {
            return false;
        }
        if (isModifier(at + found.length())) {
            boolean further = !clause.things.isEmpty() || !clause.paths.isEmpty() || founds.size() > mark;
            if (further) {
                dropped.add(Tokens.text(region.subList(at, at + found.length() + 1)));
                at += found.length() + 1;
            } else {
                refused = UNKNOWN_ACTION;
            }
            return true;
        }
        Thing.Found head = Thing.at(region, at + found.length());
        boolean compound = head != null
                && region.get(at + found.length()).before().equals(" ")
                && Verb.nominal(word(at + found.length())) == null
                && found.thing() != Thing.ANYTHING
                && head.thing() != found.thing();
        boolean otherVersion = head != null
                && compound
                && head.thing() == Thing.PACKAGE_RELEASE
                && found.thing() != Thing.DEPENDENCY
                && found.thing() != Thing.PROJECT;
        if (otherVersion) {
            refused = UNKNOWN_ACTION;
            return true;
        }
        if (head != null && compound && head.thing() == Thing.FILE && ClauseWords.KINDS.contains(found.thing())) {
            add(found.thing());
            at += found.length() + head.length();
            return true;
        }
        if (head != null && compound) {
            if (head.thing() == Thing.FILE) {
                unknown.add(Tokens.text(region.subList(at, at + found.length())));
            }
            at += found.length();
            return true;
        }
        boolean ambiguous = found.length() == 1 && ClauseWords.AMBIGUOUS.contains(found.noun()) && at > 0;
        if (ambiguous && !unknown.isEmpty() && unknown.get(unknown.size() - 1).equals(word(at - 1))) {
            refused = CODE;
            return true;
        }
        if (ambiguous && !dropped.isEmpty() && dropped.get(dropped.size() - 1).equals(word(at - 1))) {
            at += found.length();
            return true;
        }
        if (found.thing() == Thing.COMMAND && isRelative(at + found.length())) {
            at += found.length();
            return true;
        }
        if (clause.closed) {
            flush();
        }
        if (found.thing() == Thing.FILE
                && Set.of("these", "those", "such", "that").contains(word(at - 1))) {
            refused = "speaks of files that are named elsewhere";
            return true;
        }
        boolean self = found.thing() == Thing.FILE
                && found.noun().equals("file")
                && word(at - 1).equals("this");
        if (self) {
            clause.paths.add(file);
            at += found.length();
            return true;
        }
        if (found.thing() == Thing.FILE && holdsSecrets(at + found.length())) {
            at += found.length();
            return true;
        }
        if ((found.thing() == Thing.FILE || found.thing() == Thing.DEPENDENCY || found.thing() == Thing.PROJECT)
                && !clause.paths.isEmpty()
                && at > 0
                && region.get(at - 1).isCode()) {
            at += found.length();
            return true;
        }
        add(found.thing());
        at += found.length();
        return true;
    }

    /** "files containing API keys" are those keys. */
    private boolean holdsSecrets(int after) {
        boolean holds =
                Set.of("containing", "contain", "with", "holding", "including").contains(word(after));
        for (int i = after + 1; holds && i < Math.min(region.size(), after + 4); i++) {
            Thing.Found found = Thing.at(region, i);
            if (found != null) {
                return found.thing() == Thing.SECRET || found.thing() == Thing.ENV_VARIABLE;
            }
        }
        return false;
    }

    private boolean opensClause() {
        return at == 0 || ClauseWords.LINKS.contains(word(at - 1)) || Verb.of(word(at - 1)) != null;
    }

    /** A noun counts only at the end of its compound: "table headers" are not tables. */
    private boolean isCompound(int after) {
        if (after >= region.size()) {
            return false;
        }
        Token next = region.get(after);
        if (!next.isWord()) {
            return false;
        }
        String word = next.word();
        if (Vocabulary.CODE_WORDS.contains(Nouns.singular(word)) || Vocabulary.CODE_WORDS.contains(word)) {
            refused = CODE;
            return true;
        }
        return false;
    }

    private boolean isRelative(int after) {
        return after < region.size()
                && (word(after).equals("that") || word(after).equals("which"));
    }

    private boolean verb(String word) {
        boolean back = Verb.of(word) == Verb.REVERT
                && word(at + 1).equals("to")
                && Verb.of(word(at + 2)) != null
                && word(at + 2).endsWith("ing");
        boolean named = Verb.of(word) == Verb.PULL
                && Set.of("subscription", "subscriptions", "model", "mode", "queue", "queues")
                        .contains(word(at + 1));
        if (back || named) {
            refused = CODE;
            return true;
        }
        if (word.endsWith("ed")
                && !clause.verbs.isEmpty()
                && !clause.things.isEmpty()
                && !ClauseWords.LINKS.contains(word(at - 1))) {
            at++;
            return true;
        }
        boolean tests = word.equals("tests")
                && clause.things.isEmpty()
                && clause.verbs.stream().anyMatch(verb -> verb != Verb.RUN && verb != Verb.SKIP);
        if (tests) {
            refused = CODE;
            return true;
        }
        boolean aRun =
                word.equals("run") && Set.of("this", "the", "that", "each", "a").contains(word(at - 1));
        if (aRun) {
            unknown.add(word(at - 1) + " run");
            at++;
            return true;
        }
        if (ClauseWords.ADJECTIVES.contains(word) && Set.of("a", "an", "the").contains(word(at - 1))) {
            unknown(word);
            return true;
        }
        Verb said = Verb.of(word);
        if (region.get(at).before().equals("-")
                && said != null
                && at > 0
                && word(at - 1).equals("auto")
                && !word.endsWith("ed")) {
            unknown.remove("auto");
            start(said, word);
            at++;
            return true;
        }
        if (region.get(at).before().equals("-") && Verb.of(word) != null && Verb.of(word(at - 1)) == null && at > 0) {
            at++;
            return true;
        }
        if (Verb.of(word) != null && isObject() && !word.endsWith("ing")) {
            unknown(word);
            return true;
        }
        String joined =
                at + 1 < region.size() && region.get(at + 1).before().equals("-") ? word + "-" + word(at + 1) : "";
        Verb compound = joined.isEmpty() ? null : Verb.of(joined);
        Verb verb = compound != null ? compound : Verb.of(word);
        if (verb == null) {
            Verb noun = Verb.nominal(word);
            if (noun == null || (!clause.isEmpty() && clause.things.isEmpty())) {
                return false;
            }
            verb = noun;
        }
        int next = at + (compound != null ? 2 : 1);
        if (ClauseWords.PARTICLES.contains(word(next))) {
            unknown(word);
            return true;
        }
        start(verb, compound != null ? joined : word);
        at = next;
        return true;
    }

    /** "delete tests": what could be a verb is what is deleted. */
    private boolean isObject() {
        return at > 0
                && !ClauseWords.LINKS.contains(word(at - 1))
                && region.get(at - 1).isWord()
                && clause.verbs.stream().anyMatch(verb -> verb != Verb.RUN)
                && clause.things.isEmpty()
                && clause.paths.isEmpty()
                && !clause.closed
                && Verb.of(word(at - 1)) != null;
    }

    private void start(Verb verb, String word) {
        boolean objects = !clause.things.isEmpty() || !clause.paths.isEmpty() || clause.closed;
        if (objects && !(clause.verbs.isEmpty() && !clause.closed)) {
            flush();
        }
        if (verb == Verb.RUN && !clause.verbs.isEmpty() && clause.verbs.stream().anyMatch(v -> v != Verb.RUN)) {
            return;
        }
        clause.verbs.add(verb);
        clause.lemmas.add(Verb.lemma(word));
    }

    private void add(Thing thing) {
        if (thing == Thing.ACCESS_CODE) {
            clause.things.remove(Thing.ACCESS);
        }
        if (!clause.things.contains(thing)) {
            clause.things.add(thing);
        }
    }

    private void found(@Nullable Condition condition) {
        if (condition != null) {
            founds.add(Found.plain(condition));
        }
    }

    // ---- "destructive or irreversible git commands"

    private static boolean isClass(String word) {
        return Vocabulary.DESTRUCTIVE.contains(word);
    }

    private void destructive() {
        boolean irreversibleOnly = true;
        List<String> tools = new ArrayList<>();
        int i = at;
        for (; i < region.size(); i++) {
            Token token = region.get(i);
            String noun = Nouns.singular(token.word());
            if (token.isWord() && (Vocabulary.ACTS.contains(noun) || noun.equals("code") || noun.equals("change"))) {
                break;
            }
            if (token.is("(") || token.isCode()) {
                break;
            }
            if (isClass(token.word())) {
                irreversibleOnly &= token.is("irreversible");
            } else if (token.isWord()
                    && !ClauseWords.LINKS.contains(token.word())
                    && !Vocabulary.FILLERS.contains(token.word())
                    && !token.is("high")
                    && !token.is("risk")
                    && !token.is("high-risk")) {
                tools.add(token.word());
            }
        }
        boolean noun = !tools.isEmpty() && (i >= region.size() || !region.get(i).isWord()) && Tools.of(tools) == null;
        if (noun || tools.size() > 2 || tools.stream().anyMatch(this::isCodeWord)) {
            refused = tools.stream().anyMatch(this::isCodeWord) ? CODE : UNKNOWN_ACTION;
            return;
        }
        boolean act = i < region.size() && region.get(i).isWord();
        at = Math.min(region.size(), act ? i + 1 : i);
        Reversibility least = irreversibleOnly ? Reversibility.IRREVERSIBLE : Reversibility.RECOVERABLE;
        Condition any = Effects.any(least);
        if (tool != null && Tools.of(tool) != null) {
            founds.add(Found.plain(AllOf.of(any, Objects.requireNonNull(Tools.of(tool)))));
            clause.closed = true;
            return;
        }
        if (tools.isEmpty()) {
            founds.add(Found.plain(any));
            clause.closed = true;
            examples();
            return;
        }
        String named = String.join(" ", tools);
        Condition own = Tools.of(tools);
        if (own != null) {
            founds.add(Found.plain(AllOf.of(any, own)));
        }
        founds.add(Found.generalised(
                any,
                "it says `" + named + "` and is read as any "
                        + (irreversibleOnly ? "irreversible" : "destructive or irreversible")
                        + " operation; a human decides"));
        clause.closed = true;
        examples();
    }

    /** "(e.g. rm, mv, sudo)": members of the class, which the class need not hold otherwise. */
    private void examples() {
        if (at >= region.size() || !region.get(at).is("(")) {
            return;
        }
        int i = at + 1;
        for (; i < region.size() && !region.get(i).is(")"); i++) {
            Token token = region.get(i);
            String line = token.isCode() ? null : PlainCommand.at(region, i, examples);
            String text = token.isCode() ? token.text().strip() : line == null ? token.word() : line;
            if (token.isCode() || PlainCommand.isProgram(token.word())) {
                Examples.Example example = examples.read(text, true);
                if (example.kind() == Examples.Kind.COMMAND) {
                    found(example.condition());
                }
            }
        }
        at = Math.min(region.size(), i + 1);
    }

    // ---- prepositions and what is not understood

    private void preposition(String word) {
        boolean nounForm = !clause.verbs.isEmpty() && clause.closed && founds.size() == mark;
        if (Set.of("over", "above", "below", "under", "exceeding").contains(word) && Amount.starts(region, at + 1)) {
            unknown.add(Tokens.text(region.subList(at, Math.min(region.size(), at + 3))));
            at = Math.min(region.size(), at + 3);
            return;
        }
        if (word.equals("to")
                && at + 1 < region.size()
                && region.get(at + 1).type() == Token.Type.QUOTE
                && founds.size() > mark) {
            at = region.size();
            return;
        }
        if (word.equals("on") && word(at - 1).equals("so")) {
            at++;
            return;
        }
        boolean ofSystem = (word.equals("on") || word.equals("in"))
                && at > 0
                && region.get(at - 1).isCode()
                && founds.size() > mark
                && ClauseWords.SYSTEMS.contains(word(at + 1))
                && (at + 2 >= region.size() || !region.get(at + 2).isWord());
        if (ofSystem) {
            at += 2;
            return;
        }
        if (word.equals("under")
                && Set.of("any", "no").contains(word(at + 1))
                && word(at + 2).startsWith("circumstance")) {
            at += 3;
            return;
        }
        if (word.equals("in")
                && Set.of("any", "every").contains(word(at + 1))
                && ClauseWords.MANNERS.contains(word(at + 2))) {
            at += 3;
            return;
        }
        if (word.equals("to") && (!clause.isEmpty() || founds.size() > mark) && Verb.of(word(at + 1)) != null) {
            at = region.size();
            return;
        }
        if (Set.of("with", "via", "using", "through").contains(word)
                && named(Verb.INSTALL, Verb.CREATE)
                && PlainCommand.isProgram(word(at + 1))) {
            clause = new Clause();
            for (String form : List.of("install", "add", "i", "require", "get")) {
                found(CommandShape.of(word(at + 1), form));
            }
            clause.closed = true;
            at += 2;
            return;
        }
        if (Set.of("it", "them", "those", "there").contains(word(at + 1))
                && (at + 2 >= region.size()
                        || !region.get(at + 2).isWord()
                        || ClauseWords.LINKS.contains(word(at + 2)))) {
            unknown.add(word + " " + word(at + 1));
            at += 2;
            return;
        }
        if ((word.equals("after") || word.equals("during")) && (!clause.isEmpty() || founds.size() > mark)) {
            unknown.add(Tokens.text(region.subList(at, Math.min(region.size(), at + 3))));
            at = region.size();
            return;
        }
        if (word.equals("to")
                && (ClauseWords.REGISTRIES.contains(word(at + 1)) || ClauseWords.REGISTRIES.contains(word(at + 2)))) {
            at += ClauseWords.REGISTRIES.contains(word(at + 1)) ? 2 : 3;
            return;
        }
        if (word.equals("to") && named(Verb.CHECKOUT) && branch(word, at + 1)) {
            return;
        }
        if (folder(word)) {
            return;
        }
        if (word.equals("by") && agent() > 0) {
            at = agent();
            return;
        }
        if (word.equals("to") && clause.verbs.contains(Verb.SCALE) && isNothing(word(at + 1))) {
            clause.nothing = true;
            at += 2;
            return;
        }
        int i = at + 1;
        boolean place = false;
        while (i < region.size()
                && !region.get(i).isCode()
                && (isSilent(word(i)) || (word(i).equals("out") && word(i + 1).equals("of")))
                && (Thing.at(region, i) == null || isAdjective(i))) {
            place |= isEnvironment(word(i));
            i++;
        }
        if (word.equals("to") && clause.isEmpty() && founds.isEmpty()) {
            at++;
            return;
        }
        if (word.equals("of")
                || (word.equals("in") && ClauseWords.RESULTS.contains(word(at - 1)))
                || (word.equals("as")
                        && (word(at - 1).equals("such") || word(at - 1).equals("well")))) {
            at++;
            return;
        }
        if (word.equals("as") && (word(at + 1).equals("part") || word(at + 1).equals("a"))) {
            unknown.add(Tokens.text(region.subList(at, region.size())));
            at = region.size();
            return;
        }
        if (i >= region.size()) {
            at = region.size();
            return;
        }
        if ((clause.things.contains(Thing.ORDER) || clause.things.contains(Thing.MONEY))
                && Set.of("exchange", "market", "broker", "account", "venue").contains(word(i))) {
            at = i + 1;
            return;
        }
        Token object = region.get(i);
        if (object.isWord() && object.word().startsWith("-") && object.word().length() > 1) {
            object = new Token(object.text(), object.text(), Token.Type.CODE, object.line(), object.before());
            region = new ArrayList<>(region);
            region.set(i, object);
        }
        Thing.Found thing = Thing.at(region, i);
        if (thing != null && thing.thing() == Thing.TEST_FILE) {
            refused = CODE;
            return;
        }
        if (word.equals("in") && isElsewhere(i)) {
            outside();
            at = region.size();
        } else if (object.isCode()) {
            codeObject(object, word);
            at = i + 1;
        } else if (branch(word, i)) {
            return;
        } else if (thing != null && !isCompound(i + thing.length())) {
            thingObject(word, thing.thing(), nounForm);
            at = i + thing.length();
        } else if (isEnvironment(word(i)) || isPlace(word(i))) {
            at = i + 1;
        } else if (place && !isCodeWord(word(i))) {
            at = i + 1;

        } else if (word.equals("to") && Verb.of(word(i)) != null) {
            at = region.size();
        } else if ((named(Verb.DEPLOY, Verb.PUBLISH)
                        || (word.equals("to") && named(Verb.COMMIT, Verb.PUSH, Verb.SEND, Verb.POST))
                        || (word.equals("with") && !clause.things.isEmpty()))
                && unknown.isEmpty()
                && !isCodeWord(word(i))
                && !isCodeWord(word(i + 1))) {
            unknown.add(shown(word, i));
            at = i + 1;
        } else if (founds.size() > 1 && at > 0 && region.get(at - 1).isCode()) {
            founds.remove(founds.size() - 1);
            dropped.add(region.get(at - 1).text() + " " + word + " " + word(i));
            at = i + 1;
        } else if (refused == null) {
            refused =
                    isCodeWord(word(i)) || isCodeWord(word(i + 1)) ? CODE : CIRCUMSTANCE + ", `" + shown(word, i) + "`";
        }
    }

    /** Returns where the words behind "by an agent" start; 0 if it is somebody else. */
    private int agent() {
        int i = at + 1;
        while (Set.of("an", "the", "a", "any", "ai", "coding", "automated").contains(word(i))) {
            i++;
        }
        return Set.of("agent", "agents", "you", "assistant", "assistants", "ai", "claude", "yourself")
                        .contains(word(i))
                ? i + 1
                : 0;
    }

    private static final Condition TO_NOTHING = new TextHas(List.of("replicas=0", "=0", " 0", ":0"));

    private static boolean isNothing(String word) {
        return word.equals("zero") || word.equals("0") || word.equals("none");
    }

    private String shown(String word, int i) {
        return word + " " + Tokens.text(region.subList(i, Math.min(region.size(), i + 3)));
    }

    /** "inside the site directory": the folder of that name. */
    private boolean folder(String word) {
        int name = at + 1;
        while (Set.of("the", "our", "your", "my", "a", "any").contains(word(name))) {
            name++;
        }
        boolean named = Set.of("in", "inside", "under", "within", "from", "of").contains(word)
                && name + 1 < region.size()
                && region.get(name).isWord()
                && Set.of("directory", "folder", "dir", "directories", "folders")
                        .contains(word(name + 1))
                && !isSilent(word(name))
                && !Vocabulary.NEUTRAL.contains(word(name))
                && !ClauseWords.NO_NAMES.contains(word(name))
                && Verb.of(word(name)) == null;
        if (!named || (!clause.things.isEmpty() && clause.things.stream().noneMatch(ClauseWords.FILES::contains))) {
            return false;
        }
        clause.things.removeAll(ClauseWords.FILES);
        clause.paths.add(word(name) + "/");
        at = name + 2;
        return true;
    }

    private boolean branch(String word, int i) {
        boolean refs = clause.verbs.stream()
                        .anyMatch(v -> isAboutRefs(v)
                                || v == Verb.CHECKOUT
                                || v == Verb.COMMIT
                                || v == Verb.RESET
                                || v == Verb.AMEND)
                || (!founds.isEmpty() && !word.equals("with"));
        if (!refs) {
            return false;
        }
        List<String> names = BranchNames.at(region, i);
        if (names.isEmpty()) {
            return false;
        }
        if (!names.contains("*")) {
            branches.addAll(names);
        }
        at = i + BranchNames.length(region, i);
        return true;
    }

    private void codeObject(Token object, String word) {
        String text = object.text().strip();
        if (named(Verb.PUSH, Verb.FORCE_PUSH, Verb.MERGE, Verb.REBASE, Verb.CHECKOUT)
                && isRef(text)
                && !Paths.isFileName(text)) {
            branches.add(text);
            return;
        }
        if (table(text, word)) {
            return;
        }
        if (isEnvironment(text.substring(text.indexOf('=') + 1).toLowerCase(Locale.ROOT))) {
            return;
        }
        boolean refs = clause.verbs.stream().anyMatch(v -> isAboutRefs(v) || v == Verb.COMMIT)
                || clause.things.contains(Thing.HISTORY)
                || !founds.isEmpty();
        if (refs && isRef(text) && !Paths.isFileName(text)) {
            branches.add(text);
            return;
        }
        if (Set.of("with", "via", "through", "using").contains(word)
                && clause.verbs.stream().noneMatch(ClauseReader::isAboutRefs)) {
            Examples.Example example = examples.read(text, true);
            if (example.kind() == Examples.Kind.COMMAND && example.condition() != null) {
                clause = new Clause();
                found(example.condition());
                clause.closed = true;
                return;
            }
        }
        if (word.equals("with") && clause.things.contains(Thing.ANYTHING) && text.length() > 3) {
            skipNoun(object);
            clause = new Clause();
            found(new TextHas(List.of(TextHas.squeezed(text))));
            clause.closed = true;
            return;
        }
        boolean folder = (word.equals("in") || word.equals("under") || word.equals("inside"))
                && clause.things.contains(Thing.FILE)
                && text.length() > 2
                && text.chars().allMatch(c -> Character.isLowerCase(c) || c == '_' || c == '-');
        if (folder) {
            clause.things.removeAll(ClauseWords.FILES);
            clause.paths.add(text + "/");
            return;
        }
        if (Paths.isOne(text)) {
            if (clause.things.stream().anyMatch(ClauseWords.FILES::contains)
                    || clause.things.contains(Thing.ANYTHING)
                    || clause.things.contains(Thing.PACKAGE_RELEASE)
                    || clause.things.contains(Thing.DATA)
                    || clause.things.isEmpty()
                    || clause.things.contains(Thing.CHANGES)) {
                clause.things.removeAll(ClauseWords.FILES);
                clause.things.remove(Thing.DATA);
                clause.things.remove(Thing.ANYTHING);
                clause.things.remove(Thing.CHANGES);
                clause.paths.add(text);
                return;
            }
        }
        if (text.startsWith("-") && named(Verb.SKIP, Verb.DISABLE)) {
            return;
        }
        if (text.startsWith("-") && !clause.isEmpty() && Set.of("with", "using").contains(word)) {
            int from = mark;
            flush();
            mark = Math.min(from, founds.size());
        }
        if (text.startsWith("-")
                && founds.size() > mark
                && Set.of("with", "using").contains(word)) {
            withOptions(object);
            return;
        }
        if (text.startsWith("-")) {
            option(text);
            return;
        }
        if (refused == null) {
            refused = CIRCUMSTANCE + ", `" + word + " " + text + "`";
        }
    }

    /** "`npm install` with `--force` or `--legacy-peer-deps`": these forms of the command only. */
    private void withOptions(Token first) {
        List<Condition> any = new ArrayList<>();
        int i = region.indexOf(first);
        while (i < region.size()
                && (region.get(i).isCode()
                        ? region.get(i).text().startsWith("-")
                        : ClauseWords.LINKS.contains(word(i)))) {
            if (region.get(i).isCode()) {
                any.add(new CommandShape(
                        Set.of(),
                        List.of(),
                        List.of(Options.of(region.get(i).text().strip()))));
            }
            i++;
        }
        for (int found = mark; found < founds.size(); found++) {
            founds.set(found, founds.get(found).with(AnyOf.of(any)));
        }
        region = region.subList(0, region.indexOf(first) + 1);
    }

    /** "with a `sk_live_` key": the noun says only what kind of text it is. */
    private void skipNoun(Token object) {
        int next = region.indexOf(object) + 1;
        if (Set.of("key", "keys", "token", "tokens", "prefix", "flag", "option", "label", "tag")
                .contains(word(next))) {
            region = new ArrayList<>(region);
            region.remove(next);
        }
    }

    private boolean table(String text, String word) {
        boolean rows = Set.of("on", "in", "from", "of", "to", "into").contains(word)
                && !Paths.isOne(text)
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '.')
                && (clause.things.contains(Thing.DATA)
                        || clause.things.contains(Thing.TABLE)
                        || clause.things.contains(Thing.COLUMN)
                        || (named(Verb.DESTROY, Verb.MODIFY)
                                && clause.things.isEmpty()
                                && (word.equals("from") || word.equals("into")))
                        || hasCapitals());
        if (rows) {
            tables.add(text.toLowerCase(Locale.ROOT));
        }
        return rows;
    }

    private boolean hasCapitals() {
        return region.subList(0, at).stream()
                .anyMatch(token -> token.isWord()
                        && Set.of("UPDATE", "DELETE", "INSERT", "ALTER", "TRUNCATE", "DROP")
                                .contains(token.text()));
    }

    private void thingObject(String word, Thing thing, boolean nounForm) {
        if (thing == Thing.LFS || thing == Thing.SUBMODULE || thing == Thing.WORKTREE || thing == Thing.STASH) {
            clause.things.clear();
            add(thing);
            return;
        }
        if (thing == Thing.FILE
                && clause.things.isEmpty()
                && region.subList(0, Math.min(region.size(), at + 2)).stream().anyMatch(token -> token.is("this"))) {
            clause.paths.add(file);
            return;
        }
        boolean into = (word.equals("to") || word.equals("into") || word.equals("in"))
                && (thing == Thing.REMOTE || thing == Thing.REPOSITORY)
                && clause.lemmas.stream()
                        .anyMatch(lemma -> Set.of("add", "check", "put", "save", "store", "keep", "check-in")
                                .contains(lemma));
        if (into) {
            clause.verbs.clear();
            clause.lemmas.clear();
            clause.verbs.add(Verb.COMMIT);
            clause.lemmas.add("commit");
            return;
        }
        boolean direct = Set.of("to", "against", "on", "into", "with", "from").contains(word);
        boolean needs = clause.things.isEmpty() && clause.paths.isEmpty() && !clause.verbs.isEmpty();
        boolean takes = clause.verbs.stream()
                .anyMatch(v -> Set.of(
                                Verb.CONNECT,
                                Verb.MODIFY,
                                Verb.MIGRATE,
                                Verb.APPLY,
                                Verb.READ,
                                Verb.SEED,
                                Verb.DEPLOY,
                                Verb.POST,
                                Verb.SEND,
                                Verb.DESTROY,
                                Verb.TEST,
                                Verb.PUBLISH)
                        .contains(v));
        if (direct && needs && (takes || nounForm)) {
            add(thing);
        }
        if (word.equals("to") && clause.verbs.contains(Verb.RUN) && clause.things.contains(Thing.CHANGES)) {
            clause.things.clear();
            clause.verbs.clear();
            clause.lemmas.clear();
            clause.verbs.add(Verb.MODIFY);
            clause.lemmas.add("modify");
            add(thing);
        }
    }

    /** "production" in front of a noun. */
    private boolean isAdjective(int i) {
        if (isEnvironment(word(i)) && i + 1 < region.size() && Thing.at(region, i + 1) != null) {
            return true;
        }
        return isEnvironment(word(i))
                && i + 1 < region.size()
                && region.get(i + 1).isWord()
                && !ClauseWords.LINKS.contains(word(i + 1))
                && !ClauseWords.PREPOSITIONS.contains(word(i + 1))
                && !isSilent(word(i + 1));
    }

    private boolean isElsewhere(int i) {
        String other = word(i - 1);
        return Set.of("other", "another", "parent", "sibling").contains(other)
                && Set.of(
                                "directories",
                                "directory",
                                "folders",
                                "folder",
                                "projects",
                                "project",
                                "repositories",
                                "repository",
                                "repos")
                        .contains(word(i));
    }

    /** "files outside `src/`": every other file. */
    private boolean outsidePath() {
        int i = at + 1;
        while (i < region.size() && !region.get(i).isCode() && (isSilent(word(i)) || word(i).equals("of"))) {
            i++;
        }
        boolean path = i < region.size()
                && region.get(i).isCode()
                && Paths.isOne(region.get(i).text().strip())
                && clause.verbs.stream().anyMatch(verb -> ClauseWords.MADE.contains(verb) || verb == Verb.CREATE);
        if (!path) {
            return false;
        }
        List<String> inside = new ArrayList<>();
        while (i < region.size() && (region.get(i).isCode() || ClauseWords.LINKS.contains(word(i)))) {
            if (region.get(i).isCode()) {
                inside.add(region.get(i).text().strip());
            }
            i++;
        }
        clause = new Clause();
        found(AllOf.of(FileMeanings.WRITES, new Unless(new Files(inside, Files.Access.WRITE))));
        clause.closed = true;
        at = region.size();
        return true;
    }

    private void outside() {
        if (outsidePath()) {
            return;
        }
        boolean here = word(at).equals("in")
                || region.subList(at, Math.min(region.size(), at + 6)).stream()
                        .anyMatch(token -> token.isWord() && ClauseWords.HERE.contains(Nouns.singular(token.word())))
                || at + 1 >= region.size();
        if (!here) {
            refused = CIRCUMSTANCE + ", `" + shown(word(at), Math.min(region.size() - 1, at + 1)) + "`";
            return;
        }
        int i = at + 1;
        while (i < region.size()
                && (isSilent(word(i))
                        || Set.of(
                                        "of",
                                        "project",
                                        "workspace",
                                        "repository",
                                        "repo",
                                        "directory",
                                        "folder",
                                        "working",
                                        "root",
                                        "tree")
                                .contains(word(i)))) {
            i++;
        }
        int last = mark;
        boolean writes = clause.verbs.stream().noneMatch(v -> v == Verb.READ || v == Verb.SHOW || v == Verb.RUN);
        at = i;
        boolean more = founds.size() > mark
                || clause.things.contains(Thing.FILE_MODE)
                || (clause.things.contains(Thing.FILE) && clause.verbs.contains(Verb.DESTROY));
        flush();
        if (more) {
            for (int found = last; found < founds.size(); found++) {
                founds.set(found, founds.get(found).with(new Outside(writes)));
            }
        } else {
            founds.subList(last, founds.size()).clear();
            founds.add(Found.plain(new Outside(writes)));
            mark = founds.size();
        }
    }

    /** Whether another noun follows, so that the one before only says of which kind: "account associations". */
    private boolean isModifier(int after) {
        if (after >= region.size()
                || !region.get(after).isWord()
                || !region.get(after).before().equals(" ")) {
            return false;
        }
        String word = region.get(after).word();
        return !Vocabulary.FOLLOWERS.contains(word)
                && !ClauseWords.PREPOSITIONS.contains(word)
                && !isSilent(word)
                && !isPlace(word)
                && !word.endsWith("ly")
                && !word.endsWith("ed")
                && !word.endsWith("ing")
                && !word.startsWith("-")
                && Verb.of(word) == null
                && Verb.nominal(word) == null
                && Thing.at(region, after) == null
                && !ClauseWords.RELATIVES.contains(word)
                && PlainCommand.at(region, after, examples) == null
                && Tools.of(word) == null;
    }

    private void unknown(String word) {
        if (word.equals("globally") && clause.things.remove(Thing.DEPENDENCY)) {
            clause.things.add(Thing.GLOBAL_PACKAGE);
            at++;
            return;
        }
        boolean kind = !clause.paths.isEmpty() && at > 0 && region.get(at - 1).isCode();
        if (kind && (word.equals("document") || word.equals("documents"))) {
            at++;
            return;
        }
        boolean known = !clause.things.isEmpty() || !clause.paths.isEmpty() || founds.size() > mark;
        if (known && at > 0 && ClauseWords.LINKS.contains(word(at - 1))) {
            while (at < region.size()
                    && !word(at).equals("outside")
                    && !ClauseWords.LINKS.contains(word(at))
                    && !ClauseWords.PREPOSITIONS.contains(word(at))
                    && region.get(at).isWord()
                    && Thing.at(region, at) == null) {
                dropped.add(region.get(at).text());
                at++;
            }
            return;
        }
        boolean verbs = !clause.verbs.isEmpty()
                && clause.things.isEmpty()
                && clause.paths.isEmpty()
                && !clause.closed
                && at > 0
                && ClauseWords.LINKS.contains(word(at - 1))
                && (ClauseWords.LINKS.contains(word(at + 1)) || Vocabulary.NEUTRAL.contains(word(at + 1)));
        if (verbs && !isCodeWord(word)) {
            dropped.add(word);
            at++;
            return;
        }
        if (verbFirst && clause.isEmpty() && founds.isEmpty()) {
            refused = isCodeWord(word) ? CODE : UNKNOWN_ACTION;
            return;
        }
        if (isCodeWord(word)) {
            refused = CODE;
            return;
        }
        if (word(at + 1).equals("of") && !clause.verbs.isEmpty() && clause.things.isEmpty() && founds.size() == mark) {
            refused = UNKNOWN_ACTION;
            return;
        }
        boolean modifier = Thing.at(region, at + 1) != null
                || Verb.nominal(word(at + 1)) != null
                || isClass(word(at + 1))
                || (Thing.at(region, at + 2) != null
                        && !ClauseWords.LINKS.contains(word(at + 1))
                        && !ClauseWords.PREPOSITIONS.contains(word(at + 1)));
        boolean noun =
                !modifier && !clause.isEmpty() && clause.things.isEmpty() && clause.paths.isEmpty() && !clause.closed;
        boolean head = !modifier && clause.verbs.isEmpty() && founds.isEmpty();
        if (noun) {
            clause.dangling = true;
            clause.noun = clause.noun == null ? Nouns.singular(word) : "";
        } else if (head && refused == null && at == 0) {
            refused = UNKNOWN_ACTION;
            return;
        }
        if (modifier && (word.equals("other") || word.equals("another"))) {
            at++;
            if (Thing.at(region, at) != null
                    && clause.verbs.stream().anyMatch(v -> v == Verb.READ || v == Verb.MODIFY)) {
                return;
            }
            return;
        }
        unknown.add(word);
        at++;
    }

    private boolean isCodeWord(String word) {
        return Vocabulary.CODE_WORDS.contains(Nouns.singular(word)) || Vocabulary.CODE_WORDS.contains(word);
    }

    private static boolean isSilent(String word) {
        return (!word.isEmpty() && Character.isDigit(word.charAt(0)))
                || ClauseWords.FORMS.contains(word)
                || Vocabulary.FILLERS.contains(word)
                || Vocabulary.NEUTRAL.contains(word)
                || ClauseWords.LINKS.contains(word)
                || isEnvironment(word);
    }

    private static boolean isEnvironment(String word) {
        return Environments.Environment.of(word) != null;
    }

    private static boolean isPlace(String word) {
        return Vocabulary.PLACES.contains(word) || Vocabulary.PLACES.contains(Nouns.singular(word));
    }

    // ---- meanings

    private void flush() {
        Clause done = clause;
        clause = new Clause();
        if (refused == null && !done.isEmpty()) {
            flush(done);
        }
        if (!done.things.isEmpty() && before.isEmpty()) {
            before = List.copyOf(done.things);
        }
        if (!tables.isEmpty()) {
            for (int i = hasCapitals() ? 0 : mark; i < founds.size(); i++) {
                founds.set(
                        i,
                        founds.get(i)
                                .with(AnyOf.of(tables.stream()
                                        .map(table -> (Condition) new OnTable(table))
                                        .toList())));
            }
            tables.clear();
        }
        if (unknown.size() > MOST_UNKNOWN) {
            founds.subList(mark, founds.size()).clear();
        } else if (!unknown.isEmpty()) {
            String why =
                    "it is narrowed by `" + String.join(" ", unknown) + "`, which cannot be checked; a human decides";
            for (int i = mark; i < founds.size(); i++) {
                founds.set(i, founds.get(i).narrowed(why));
            }
            boolean things = unknown.stream().noneMatch(words -> words.startsWith("as "));
            if (things
                    && branches.isEmpty()
                    && founds.subList(mark, founds.size()).removeIf(found -> Everyday.is(found.condition()))) {
                because = "is narrowed by `" + String.join(" ", unknown) + "`, which cannot be checked";
            }
        }
        unknown.clear();
        mark = founds.size();
    }

    private void flush(Clause done) {
        if (done.verbs.stream().allMatch(verb -> verb == Verb.RUN) && done.things.isEmpty() && done.paths.isEmpty()) {
            return;
        }
        if (done.verbs.isEmpty()) {
            Verb usual = leads.isEmpty() && !done.things.isEmpty()
                    ? done.things.get(0).usual()
                    : null;
            if (usual != null && founds.size() == mark) {
                meanings(done, usual, Verb.lemma(usual.name().toLowerCase(Locale.ROOT)));
                return;
            }
            if (leads.isEmpty()) {
                if (!done.paths.isEmpty() && founds.isEmpty()) {
                    because = "names a path, and not what is not to be done to it";
                }
                return;
            }
            done.verbs.addAll(leads.get(0).verbs);
            done.lemmas.addAll(leads.get(0).lemmas);
        }
        for (int i = 0; i < done.verbs.size(); i++) {
            int said = founds.size();
            meanings(done, done.verbs.get(i), done.lemmas.get(i));
            // "commit, merge or change dependencies": nobody commits dependencies
            boolean alone =
                    founds.size() == said && i + 1 < done.verbs.size() && ClauseWords.ALONE.contains(done.verbs.get(i));
            if (alone) {
                found(limited(
                        Meanings.of(done.verbs.get(i), null, done.lemmas.get(i), false), done.verbs.get(i), null));
            }
        }
    }

    private void meanings(Clause done, Verb verb, String lemma) {
        if (!done.paths.isEmpty()) {
            done.things.remove(Thing.FILE);
            found(FileMeanings.at(verb, done.paths));
        }
        if (done.things.isEmpty() && done.paths.isEmpty() && !tables.isEmpty()) {
            found(DataMeanings.of(verb, Thing.DATA, lemma));
            return;
        }
        if (done.things.isEmpty() && done.paths.isEmpty() && !done.dangling) {
            found(limited(Meanings.of(verb, null, lemma, done.recursive), verb, null));
        }
        for (Thing thing : done.things) {
            if (thing == Thing.STATE && lemma.equals("mutate") && !isOfSystem()) {
                continue;
            }
            Condition meaning = verb == Verb.RUN && thing == Thing.COMMAND
                    ? anyCommand()
                    : Meanings.of(verb, thing, lemma, done.recursive);
            Condition meant = limited(meaning, verb, thing);
            found(done.nothing && meant != null ? AllOf.of(meant, TO_NOTHING) : meant);
        }
    }

    /** State of what runs, not of a component. */
    private boolean isOfSystem() {
        return region.stream()
                .anyMatch(
                        token -> Set.of("cluster", "system", "infrastructure", "live", "remote", "production", "server")
                                .contains(token.word()));
    }

    private @Nullable Condition anyCommand() {
        boolean all = region.stream()
                .anyMatch(token -> token.is("any") || token.is("all") || token.is("shell") || token.is("terminal"));
        return all && unknown.isEmpty() && PathLists.isOfAnyCommand(region) ? new AnyCommand() : null;
    }

    private @Nullable Condition limited(@Nullable Condition condition, Verb verb, @Nullable Thing thing) {
        Condition own = tool == null ? null : Tools.of(tool);
        if (own == null) {
            return condition;
        }
        if ("git".equals(tool)) {
            Condition git = GitMeanings.of(verb, thing, verb.name().toLowerCase(Locale.ROOT));
            boolean open = thing == null || thing == Thing.CHANGES || thing == Thing.STATE || thing == Thing.DATA;
            if (git != null || !open) {
                return git;
            }
        }
        boolean destroys = Set.of(Verb.DESTROY, Verb.DISCARD, Verb.RESET, Verb.CLEAR, Verb.OVERWRITE)
                .contains(verb);
        boolean reads = verb == Verb.READ || verb == Verb.SHOW;
        return AllOf.of(
                Effects.of(
                        reads
                                ? Reversibility.READ_ONLY
                                : destroys ? Reversibility.RECOVERABLE : Reversibility.REVERSIBLE),
                own);
    }

    private String word(int index) {
        return index >= 0 && index < region.size() && !region.get(index).isCode()
                ? region.get(index).word()
                : "";
    }
}
