package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.prose.Files.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done to files. */
final class FileMeanings {

    static final Condition DELETES = AnyOf.of(
            Operates.destroying(
                    "local:rm",
                    "local:rmdir",
                    "local:unlink",
                    "local:shred",
                    "local:srm",
                    "local:del",
                    "local:trash*",
                    "git:rm",
                    "local:find",
                    "code:*"),
            Effects.resources(Reversibility.RECOVERABLE, "local:file", "git:file"),
            Effects.destroying("file", "directory", "folder"));

    static final Condition WRITES = AnyOf.of(
            Effects.resources(Reversibility.REVERSIBLE, "local:file", "git:file"),
            new FileTool(),
            Effects.writing("file", "directory", "folder"));

    /** The whole of a file is written: by a redirection, or by a tool that is given all of its content. */
    static final Condition OVERWRITES = AnyOf.of(
            Operates.writing("local:write", "local:cp", "local:tee", "local:truncate", "local:touch"),
            Operates.writing("tool:*write*file*", "tool:*create*file*", "tool:*overwrite*", "tool:write"));

    private static final Set<String> SCRIPTS =
            Set.of("sh", "bash", "zsh", "py", "rb", "pl", "js", "mjs", "ts", "ps1", "bat", "php");

    private FileMeanings() {}

    static @Nullable Condition of(Verb verb, Thing thing, String lemma, boolean recursive) {
        List<String> paths = KnownFiles.of(thing);
        if ((thing == Thing.ACCESS || thing == Thing.ACCESS_CODE) && verb == Verb.MODIFY) {
            return new Files(KnownFiles.AUTH, Access.WRITE);
        }
        if (paths != null && thing != Thing.MIGRATION) {
            return named(verb, thing, paths);
        }
        if (thing == Thing.DOC_FILE) {
            return verb == Verb.CREATE && lemma.equals("create")
                    ? AllOf.of(OVERWRITES, new Files(KnownFiles.DOCUMENTS, Access.WRITE))
                    : null;
        }
        if (thing == Thing.TEST_FILE) {
            return verb == Verb.DESTROY || verb == Verb.CLEAR ? new Files(KnownFiles.TESTS, Access.DELETE) : null;
        }
        if (thing != Thing.FILE) {
            return null;
        }
        return switch (verb) {
            case DESTROY, CLEAR -> recursive ? recursive() : DELETES;
            case MODIFY -> WRITES;
            case OVERWRITE -> OVERWRITES;
            case CREATE -> OVERWRITES;
            case RUN -> AnyOf.of(WRITES, DELETES);
            default -> null;
        };
    }

    private static @Nullable Condition named(Verb verb, Thing thing, List<String> paths) {
        return switch (verb) {
            case MODIFY, OVERWRITE, CREATE, RESET, ROTATE, DISABLE, INCLUDE -> {
                Condition files = new Files(paths, Access.WRITE);
                yield switch (thing) {
                    case PORT -> AllOf.of(files, new TextHas(List.of("port", ":80", ":3000", ":5000", ":8000", "0:")));
                    case ENV_VARIABLE, ENV_FILE -> AnyOf.of(files, Settings.VARIABLES);
                    case DATABASE_CONFIG ->
                        AnyOf.of(
                                files,
                                AllOf.of(
                                        Settings.VARIABLES,
                                        new TextHas(List.of("database", "db_", "postgres", "mysql", "mongo"))));
                    default -> files;
                };
            }
            case DESTROY, CLEAR -> new Files(paths, Access.DELETE);
            case READ, SHOW ->
                thing == Thing.ENV_FILE
                        ? new Files(paths, Access.READ)
                        : thing == Thing.ENV_VARIABLE ? Settings.SHOWN : null;
            case COMMIT, PUSH -> new Files(paths, Access.COMMIT);
            default -> null;
        };
    }

    /** Done to a path or a pattern of paths that stands in the sentence. */
    static @Nullable Condition at(Verb verb, List<String> paths) {
        return switch (verb) {
            case READ, SHOW, CONNECT -> new Files(paths, Access.READ);
            case DESTROY, CLEAR, RESET -> new Files(paths, Access.DELETE);
            case COMMIT, PUSH, INCLUDE -> new Files(paths, Access.COMMIT);
            case CREATE -> {
                List<Condition> all = new ArrayList<>(LockFiles.created(paths));
                all.add(written(paths));
                yield AnyOf.of(all);
            }
            case MODIFY, OVERWRITE, UPGRADE -> written(paths);
            case DEPLOY ->
                AnyOf.of(paths.stream()
                        .map(path -> (Condition) new CommandShape(Set.of(), List.of("deploy", path), List.of()))
                        .toList());
            case RUN -> paths.stream().allMatch(FileMeanings::isScript) ? run(paths) : null;
            default -> null;
        };
    }

    /** A file that is created: what edits one that is there does not. */
    static Condition created(List<String> paths) {
        List<Condition> all = new ArrayList<>(LockFiles.created(paths));
        all.add(AllOf.of(written(paths), new Unless(Operates.writing("tool:*edit*", "tool:*replace*", "local:sed"))));
        return AnyOf.of(all);
    }

    private static boolean isScript(String path) {
        String name = Paths.last(path);
        int dot = name.lastIndexOf('.');
        return dot > 0
                ? SCRIPTS.contains(name.substring(dot + 1))
                : dot < 0 && path.indexOf('/') > 0 && !path.endsWith("/");
    }

    /** A script by its path. */
    private static Condition run(List<String> paths) {
        return AnyOf.of(paths.stream()
                .map(path -> AnyOf.of(
                        CommandShape.program(Paths.last(Paths.plain(path))),
                        SameCommands.started(List.of(path), List.of())))
                .toList());
    }

    /** npm and its like write their own manifest. */
    private static Condition written(List<String> paths) {
        Condition files = new Files(paths, Access.WRITE);
        return paths.stream().anyMatch(path -> Paths.last(path).equals("package.json"))
                ? AnyOf.of(files, Operates.writing("npm:version", "npm:pkg", "npm:pkg-*"))
                : files;
    }

    static Condition recursive() {
        return AnyOf.of(
                AllOf.of(
                        Operates.destroying("local:rm", "git:rm"),
                        new CommandShape(Set.of(), List.of(), List.of(Options.of("-r")))),
                AllOf.of(Effects.destroying("directory", "folder"), new Unless(Effects.operations("local:*"))),
                Operates.destroying("code:rmtree", "code:*rmtree*", "local:rmdir", "local:find"));
    }
}
