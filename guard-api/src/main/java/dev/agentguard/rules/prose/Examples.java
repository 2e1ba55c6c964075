package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.EffectPattern;
import dev.agentguard.rules.ExampleReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what stands in back-ticks, and command lines without them. */
final class Examples {

    private static final int LONGEST = 200;
    static final String ANY = "ANYTHING";
    private static final List<String> NOT_WORDS = List.of("==", "=>", "->", "();", "&&=", "::");
    private static final Set<String> KEYWORDS = Set.of(
            "any",
            "enum",
            "type",
            "let",
            "const",
            "var",
            "if",
            "for",
            "while",
            "do",
            "case",
            "function",
            "return",
            "import",
            "export",
            "class",
            "new",
            "try",
            "catch",
            "await",
            "async",
            "static",
            "void",
            "null",
            "true",
            "false",
            "eval",
            "instanceof",
            "typeof",
            "exec",
            "time",
            "select",
            "test",
            "at",
            "as",
            "local",
            "declare",
            "set",
            "unset",
            "read",
            "source",
            "use",
            "require",
            "delete",
            "throw",
            "yield",
            "this",
            "self",
            "super",
            "print",
            "main",
            "master",
            "develop",
            "in",
            "is",
            "not",
            "and",
            "or");

    /**
     * What a piece of code turned out to be.
     *
     * @param kind which kind of thing
     * @param condition the actions that are meant, or null if it names none by itself
     */
    record Example(Kind kind, @Nullable Condition condition) {}

    enum Kind {
        COMMAND,
        READING_COMMAND,
        PATH,
        OPTION,
        SNIPPET,
        OTHER
    }

    private final ExampleReader reader;
    private final CommandMeaning meaning;

    /** Returns what a command line that changes something is recognised by, or null if this is none. */
    @Nullable
    Condition changing(String text) {
        boolean line = text.indexOf(' ') > 0;
        Example example = line ? read(text, false) : new Example(Kind.OTHER, null);
        return example.kind() == Kind.COMMAND ? example.condition() : null;
    }

    /** Whether a line is a command, or a statement, that is known and changes something. */
    boolean isKnownChange(String line) {
        Example example = read(line, false);
        return example.kind() == Kind.COMMAND && example.condition() != null;
    }

    /** Returns a command line as it is written, whatever it does; null if this is none. */
    @Nullable
    Condition literal(String code) {
        Example known = read(code, true);
        if (known.kind() == Kind.COMMAND) {
            return known.condition();
        }
        String text = placeholders(code.strip().startsWith(".\\") ? code.strip().replace('\\', '/') : code.strip());
        if (text.length() > LONGEST || !text.chars().allMatch(c -> c < 128 && "(){};\"'!|&<>$`\\".indexOf(c) < 0)) {
            return null;
        }
        List<String> words = new ArrayList<>();
        List<Options> options = new ArrayList<>();
        for (String word : text.split("\\s+", -1)) {
            if (word.startsWith("-")) {
                options.add(Options.of(word));
            } else if (!word.equals(ANY)) {
                words.add(word);
            }
        }
        if (words.isEmpty()
                || KEYWORDS.contains(words.get(0))
                || !Character.isLetter(last(words.get(0)).charAt(0))) {
            return null;
        }
        String program = last(words.get(0)).toLowerCase(Locale.ROOT);
        Condition started = new CommandShape(Set.of(program), words.subList(1, words.size()), options);
        // a script may be given to what runs it: `python dial.py`
        return Paths.isOne(words.get(0))
                ? AnyOf.of(started, SameCommands.started(words, options))
                : SameCommands.widened(started, program, words.subList(1, words.size()), List.of());
    }

    private static String last(String path) {
        String plain = path.replace('\\', '/');
        String name = plain.substring(plain.lastIndexOf('/') + 1);
        return name.isEmpty() ? "-" : name;
    }

    Examples(ExampleReader reader) {
        this.reader = reader;
        this.meaning = new CommandMeaning(reader);
    }

    /**
     * Reads a piece of code.
     *
     * @param code the code
     * @param run whether the sentence says that it is run or used, so that a program that nobody knows may be meant
     */
    Example read(String code, boolean run) {
        String text = code.strip().startsWith(".\\") ? code.strip().replace('\\', '/') : code.strip();
        if (text.startsWith("$ ") || text.startsWith("> ")) {
            text = text.substring(2).strip();
        }
        if (text.isEmpty() || text.length() > LONGEST) {
            return new Example(Kind.OTHER, null);
        }
        if (ProviderOperation.isOne(text)) {
            String name = text.indexOf(':') > 0 ? text : "*:" + text;
            return new Example(Kind.COMMAND, OfEffect.of(EffectPattern.builder().operations(List.of(name))));
        }
        Condition sql = DataMeanings.statement(text);
        if (sql != null) {
            return new Example(Kind.COMMAND, table(text, sql));
        }
        if (text.startsWith("-") && text.indexOf(' ') < 0 && text.length() > 1) {
            return new Example(Kind.OPTION, new CommandShape(Set.of(), List.of(), List.of(Options.of(text))));
        }
        if (Paths.isOne(text)) {
            return new Example(Kind.PATH, null);
        }
        if (isScript(text)) {
            return new Example(Kind.COMMAND, script(text));
        }
        String method = destroyingMethod(text);
        if (method != null) {
            return new Example(Kind.COMMAND, Operates.destroying("code:" + method, "code:*." + method));
        }
        Example command = command(text, run);
        return command != null
                ? command
                : new Example(
                        isSnippet(text) ? Kind.SNIPPET : Kind.OTHER, new TextHas(List.of(TextHas.squeezed(text))));
    }

    /** "DELETE FROM users;" speaks of that table. */
    private static Condition table(String text, Condition sql) {
        String[] words = text.replaceAll("[;`\"']", " ").strip().split("\\s+", -1);
        boolean from = words.length == 3 && words[1].equalsIgnoreCase("from");
        return from && Character.isLetter(words[2].charAt(0))
                ? AllOf.of(sql, new OnTable(words[2].toLowerCase(Locale.ROOT)))
                : sql;
    }

    private static boolean isScript(String text) {
        int colon = text.indexOf(':');
        return colon > 0
                && colon < text.length() - 1
                && !text.contains("::")
                && !text.contains("//")
                && text.chars().allMatch(c -> Character.isLowerCase(c) || Character.isDigit(c) || "-_:".indexOf(c) >= 0)
                && Character.isLetter(text.charAt(colon + 1));
    }

    private Condition script(String text) {
        List<Effect> effects = reader.effectsOf("rails " + text);
        boolean rake = !effects.isEmpty() && effects.get(0).operation().equals("rails:" + text);
        Condition named = new CommandShape(Set.of(), List.of(text), List.of());
        return rake ? AnyOf.of(named, Operates.writing("rails:" + text)) : named;
    }

    private static @Nullable String destroyingMethod(String text) {
        String name = text.endsWith("()") ? text.substring(0, text.length() - 2) : text;
        int dot = name.lastIndexOf('.');
        if (dot <= 0 || name.indexOf(' ') >= 0 || name.indexOf('(') >= 0 || name.indexOf('/') >= 0) {
            return null;
        }
        String method = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        boolean bulk = method.contains("all")
                || method.contains("many")
                || method.contains("truncate")
                || method.contains("drop");
        boolean destroys = Set.of(method.split("_")).stream().anyMatch(word -> Verb.of(word) == Verb.DESTROY)
                || method.startsWith("delete")
                || method.startsWith("destroy")
                || method.startsWith("drop");
        return bulk && destroys && method.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c))
                ? method
                : null;
    }

    private static boolean isSnippet(String text) {
        return text.length() > 8 && (text.indexOf('(') > 0 || text.indexOf(':') > 0);
    }

    private @Nullable Example command(String text, boolean run) {
        String first = text.split("\\s+", 2)[0];
        boolean one = text.indexOf(' ') < 0;
        if (NOT_WORDS.stream().anyMatch(text::contains)
                || (first.indexOf('(') >= 0)
                || (first.indexOf('=') > 0 && one)
                || KEYWORDS.contains(first)
                || !first.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "._-/=".indexOf(c) >= 0))) {
            return null;
        }
        String line = placeholders(GIT.contains(first) && !one ? "git " + text : text);
        List<Command> commands = reader.commandsOf(line);
        List<Effect> effects = reader.effectsOf(line);
        if (commands.isEmpty() || effects.isEmpty()) {
            return null;
        }
        if (text.contains("|") && commands.size() > 1) {
            return new Example(Kind.COMMAND, together(commands));
        }
        Command command = commands.get(commands.size() - 1);
        Effect effect = worst(effects);
        boolean known = effect.basis() == Basis.PACK && !effect.operation().startsWith("command:");
        String program = command.program().toLowerCase(Locale.ROOT);
        if (!known) {
            boolean plausible =
                    program.equals(first.toLowerCase(Locale.ROOT)) && run && (!one || first.indexOf('.') < 0);
            boolean form = command.arguments().stream().allMatch(word -> isPlain(word.text()));
            return plausible && form && (!one || program.indexOf('-') > 0)
                    ? new Example(
                            Kind.COMMAND,
                            SameCommands.widened(shape(program, command), program, operands(command), List.of()))
                    : null;
        }
        if (commands.size() > 1 && one) {
            return null;
        }
        if (one && command.arguments().isEmpty()) {
            boolean bare = effect.operation().startsWith("local:")
                    || effect.operation().equals("git:git");
            boolean reads = effect.reversibility() == Reversibility.READ_ONLY;
            Condition any = program.equals("env") || program.equals("printenv")
                    ? new SecretsShown()
                    : new CommandShape(Set.of(program), List.of(), List.of());
            return new Example(reads && bare && !isRisky(program) ? Kind.READING_COMMAND : Kind.COMMAND, any);
        }
        return new Example(
                effect.reversibility() == Reversibility.READ_ONLY ? Kind.READING_COMMAND : Kind.COMMAND,
                SameOperations.widened(effect.operation(), meaning.of(command, effect, text)));
    }

    /** Programs whose bare form does nothing and whose use is what a rule speaks of. */
    private static boolean isRisky(String program) {
        return Set.of(
                        "sudo",
                        "doas",
                        "su",
                        "dd",
                        "rm",
                        "chmod",
                        "chown",
                        "kill",
                        "pkill",
                        "killall",
                        "ssh",
                        "scp",
                        "psql",
                        "mysql",
                        "mongosh",
                        "redis-cli",
                        "kubectl",
                        "terraform",
                        "aws",
                        "gcloud",
                        "az",
                        "docker",
                        "helm",
                        "pulumi",
                        "mkfs",
                        "wipefs",
                        "shred",
                        "systemctl",
                        "env",
                        "printenv",
                        "nc",
                        "netcat",
                        "curl",
                        "wget",
                        "truncate",
                        "gh",
                        "sed",
                        "awk",
                        "eval",
                        "crontab",
                        "iptables",
                        "ufw",
                        "shutdown",
                        "reboot",
                        "fdisk",
                        "parted")
                .contains(program);
    }

    private static Condition together(List<Command> commands) {
        Condition all = new Together(commands.stream()
                .map(command -> command.program().toLowerCase(Locale.ROOT))
                .toList());
        return all.equals(new Together(List.of("curl", "bash"))) || all.equals(new Together(List.of("curl", "sh")))
                ? SystemMeanings.PIPED
                : all;
    }

    private static boolean isPlain(String word) {
        return word.length() < 60 && word.chars().allMatch(c -> c < 128 && "(){};\"'!".indexOf(c) < 0);
    }

    /** Subcommands that are also written without the program in front: {@code reset --hard}. */
    private static final Set<String> GIT = Set.of(
            "reset",
            "push",
            "checkout",
            "clean",
            "stash",
            "rebase",
            "commit",
            "merge",
            "restore",
            "cherry-pick",
            "filter-branch",
            "reflog");

    private static Condition shape(String program, Command command) {
        List<String> words = new ArrayList<>();
        List<Options> options = new ArrayList<>();
        for (Word word : command.arguments()) {
            if (word.text().startsWith("-")) {
                options.add(Options.of(word.text()));
            } else if (!word.text().equals(ANY)) {
                words.add(word.text());
            }
        }
        return new CommandShape(Set.of(program), words, options);
    }

    private static List<String> operands(Command command) {
        return command.arguments().stream()
                .map(Word::text)
                .filter(word -> !word.startsWith("-") && !word.equals(ANY))
                .toList();
    }

    static Effect worst(List<Effect> effects) {
        return effects.stream()
                .reduce((a, b) -> a.reversibility().worse(b.reversibility()) == a.reversibility() ? a : b)
                .orElseThrow();
    }

    /** Replaces what stands for something else by a word, and leaves out what stands for more of the same. */
    private static String placeholders(String text) {
        StringBuilder line = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<' || c == '[' || c == '{') {
                if (depth++ == 0) {
                    line.append(ANY);
                }
            } else if ((c == '>' || c == ']' || c == '}') && depth > 0) {
                depth--;
            } else if (depth == 0 && c != '…') {
                line.append(c);
            }
        }
        return line.toString().replace("/...", "/" + ANY).replace("...", "").strip();
    }

    /** "`x deploy`, `start` or `stop`": a word that may be another subcommand of the program before. */
    static boolean isNewWord(String text, String program) {
        return !text.isEmpty()
                && text.length() < 30
                && (program.indexOf('.') >= 0 || program.indexOf('/') >= 0 || !PlainCommand.isProgram(text))
                && text.chars().allMatch(c -> Character.isLowerCase(c) || c == '-' || c == ':')
                && Character.isLetter(text.charAt(0));
    }

    /** Whether words are a command line that is known, so that they need no back-ticks. */
    boolean isKnown(String line) {
        List<Effect> effects = reader.effectsOf(line);
        return !effects.isEmpty()
                && effects.stream().allMatch(effect -> effect.basis() == Basis.PACK)
                && !effects.get(0).operation().startsWith("command:");
    }

    /** Whether a word opens subcommands: {@code prisma db push}. */
    boolean opens(String program, String word) {
        return OPENERS.contains(word) && !program.equals("git") && !program.isEmpty();
    }

    private static final Set<String> OPENERS = Set.of(
            "db",
            "migrate",
            "system",
            "volume",
            "compose",
            "repo",
            "pr",
            "secret",
            "project",
            "run",
            "image",
            "container",
            "stack",
            "exec",
            "s3",
            "ec2",
            "rds",
            "iam",
            "delete",
            "apply");

    /** Whether a subcommand is one that a pack lists. */
    boolean isSubcommand(String program, String word) {
        List<Effect> effects = reader.effectsOf(program + " " + word);
        return !effects.isEmpty()
                && effects.get(0).basis() == Basis.PACK
                && ("-" + effects.get(0).operation().replace(':', '-') + "-")
                        .contains("-" + word.replace(':', '-') + "-");
    }
}
