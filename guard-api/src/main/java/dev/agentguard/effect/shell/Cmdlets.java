package dev.agentguard.effect.shell;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Word;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Cmdlets by their verbs (learn.microsoft.com, approved verbs for PowerShell commands). */
final class Cmdlets {

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("rm", "remove-item"),
            Map.entry("ri", "remove-item"),
            Map.entry("del", "remove-item"),
            Map.entry("erase", "remove-item"),
            Map.entry("rd", "remove-item"),
            Map.entry("rmdir", "remove-item"),
            Map.entry("clc", "clear-content"),
            Map.entry("cli", "clear-item"),
            Map.entry("iex", "invoke-expression"),
            Map.entry("irm", "invoke-restmethod"),
            Map.entry("iwr", "invoke-webrequest"),
            Map.entry("curl", "invoke-webrequest"),
            Map.entry("wget", "invoke-webrequest"),
            Map.entry("saps", "start-process"),
            Map.entry("start", "start-process"),
            Map.entry("kill", "stop-process"),
            Map.entry("spps", "stop-process"),
            Map.entry("gci", "get-childitem"),
            Map.entry("ls", "get-childitem"),
            Map.entry("dir", "get-childitem"),
            Map.entry("gc", "get-content"),
            Map.entry("cat", "get-content"),
            Map.entry("type", "get-content"),
            Map.entry("echo", "write-output"),
            Map.entry("write", "write-output"),
            Map.entry("cd", "set-location"),
            Map.entry("sl", "set-location"),
            Map.entry("pwd", "get-location"),
            Map.entry("gl", "get-location"),
            Map.entry("ps", "get-process"),
            Map.entry("gps", "get-process"),
            Map.entry("gsv", "get-service"),
            Map.entry("select", "select-object"),
            Map.entry("sort", "sort-object"),
            Map.entry("where", "where-object"),
            Map.entry("?", "where-object"),
            Map.entry("%", "foreach-object"),
            Map.entry("foreach", "foreach-object"),
            Map.entry("measure", "measure-object"),
            Map.entry("ft", "format-table"),
            Map.entry("fl", "format-list"),
            Map.entry("cp", "copy-item"),
            Map.entry("copy", "copy-item"),
            Map.entry("mv", "move-item"),
            Map.entry("move", "move-item"),
            Map.entry("ren", "rename-item"),
            Map.entry("md", "new-item"),
            Map.entry("mkdir", "new-item"),
            Map.entry("ni", "new-item"),
            Map.entry("sc", "set-content"),
            Map.entry("cls", "clear-host"),
            Map.entry("clear", "clear-host"),
            Map.entry("tee", "tee-object"));

    private static final Set<String> READING = Set.of(
            "get",
            "test",
            "measure",
            "select",
            "where",
            "sort",
            "group",
            "compare",
            "out",
            "write",
            "convertto",
            "convertfrom",
            "convert",
            "find",
            "search",
            "show",
            "resolve",
            "read",
            "trace",
            "watch",
            "wait",
            "join",
            "split",
            "foreach",
            "format",
            "confirm",
            "assert",
            "use",
            "enter",
            "exit",
            "push",
            "pop",
            "debug",
            "receive",
            "tee",
            "limit",
            "skip",
            "step");
    private static final Set<String> WRITING = Set.of(
            "set",
            "new",
            "add",
            "copy",
            "move",
            "rename",
            "start",
            "stop",
            "restart",
            "enable",
            "disable",
            "install",
            "import",
            "export",
            "update",
            "register",
            "unregister",
            "mount",
            "dismount",
            "save",
            "restore",
            "suspend",
            "resume",
            "grant",
            "connect",
            "disconnect",
            "publish",
            "unpublish",
            "backup",
            "checkpoint",
            "expand",
            "compress",
            "lock",
            "unlock",
            "uninstall",
            "repair",
            "sync",
            "switch",
            "submit",
            "send",
            "merge",
            "edit",
            "approve",
            "deny",
            "block",
            "unblock",
            "protect",
            "unprotect",
            "initialize",
            "optimize",
            "undo",
            "redo",
            "complete",
            "deploy",
            "build",
            "hide",
            "open",
            "close");
    private static final Set<String> SESSION = Set.of(
            "variable",
            "module",
            "pssession",
            "job",
            "typedata",
            "event",
            "psbreakpoint",
            "alias",
            "pssnapin",
            "psdrive",
            "host",
            "history");

    private Cmdlets() {}

    /** The cmdlet's full name in lower case. */
    static String name(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        int module = lower.lastIndexOf('\\');
        lower = module >= 0 && lower.indexOf('-', module) > 0 ? lower.substring(module + 1) : lower;
        return ALIASES.getOrDefault(lower, lower);
    }

    /** Whether a word of a shell line is written as cmdlets are. */
    static boolean looksLike(String program) {
        int dash = program.indexOf('-');
        return dash > 1
                && dash + 1 < program.length()
                && Character.isUpperCase(program.charAt(0))
                && Character.isUpperCase(program.charAt(dash + 1))
                && isVerb(program.substring(0, dash).toLowerCase(Locale.ROOT));
    }

    private static boolean isVerb(String verb) {
        return READING.contains(verb)
                || WRITING.contains(verb)
                || verb.equals("remove")
                || verb.equals("clear")
                || verb.equals("reset")
                || verb.equals("invoke")
                || verb.equals("revoke");
    }

    static boolean isOperator(String text) {
        return text.startsWith("-") || text.equals("+") || text.equals("=") || text.equals("+=") || text.equals("in");
    }

    static boolean isParameter(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return "-filepath".startsWith(lower)
                || "-argumentlist".startsWith(lower)
                || lower.equals("-args")
                || lower.equals("-wait")
                || lower.equals("-nonewwindow")
                || lower.equals("-passthru");
    }

    /** Adds what a cmdlet does; false if it is none. */
    static boolean read(String cmdlet, List<Word> words, Reading reading, String place) {
        int dash = cmdlet.indexOf('-');
        if (dash <= 0 || !isVerb(cmdlet.substring(0, dash))) {
            return false;
        }
        String verb = cmdlet.substring(0, dash);
        String noun = cmdlet.substring(dash + 1);
        for (Word word : words) {
            String lower = word.text().toLowerCase(Locale.ROOT);
            if (lower.equals("-whatif") || lower.equals("-whatif:$true")) {
                return true;
            }
        }
        if ((noun.equals("volume") && verb.equals("format"))
                || cmdlet.equals("initialize-disk")
                || cmdlet.equals("clear-disk")) {
            effect(reading, place, cmdlet, "erases a disk");
        } else if (verb.equals("remove") || verb.equals("clear") || verb.equals("reset") || verb.equals("revoke")) {
            if (!SESSION.contains(noun) && !isSessionDrive(words)) {
                effect(reading, place, cmdlet, "`" + cmdlet + "` removes it");
            }
        } else if (verb.equals("invoke")) {
            reading.unknown("powershell:" + cmdlet, place, Shown.words(words), "what it runs is not read");
        } else if (isEmptying(cmdlet, words)) {
            effect(reading, place, cmdlet, "empties a file");
        } else if ((WRITING.contains(verb)
                        && !noun.equals("location")
                        && !noun.equals("strictmode")
                        && !noun.equals("variable"))
                || cmdlet.equals("out-file")
                || cmdlet.equals("tee-object")) {
            reading.add(Effect.of("powershell:" + cmdlet, new Evidence(reading.place(place), Shown.words(words)))
                    .reversibility(Reversibility.REVERSIBLE, "`" + cmdlet + "` changes something")
                    .build());
        }
        return true;
    }

    private static boolean isEmptying(String cmdlet, List<Word> words) {
        if (!cmdlet.equals("set-content")) {
            return false;
        }
        String last = words.get(words.size() - 1).text();
        return words.size() > 2 && (last.equals("$null") || last.isEmpty());
    }

    /** {@code Remove-Item Env:X}: what this shell alone remembers. */
    private static boolean isSessionDrive(List<Word> words) {
        boolean session = false;
        for (Word word : words.subList(1, words.size())) {
            String lower = word.text().toLowerCase(Locale.ROOT);
            if (!lower.startsWith("-")) {
                session = lower.startsWith("env:")
                        || lower.startsWith("variable:")
                        || lower.startsWith("function:")
                        || lower.startsWith("alias:");
                if (!session) {
                    return false;
                }
            }
        }
        return session;
    }

    static void effect(Reading reading, String place, String cmdlet, String reason) {
        reading.add(Effect.of("powershell:" + cmdlet, new Evidence(reading.place(place), cmdlet))
                .reversibility(Reversibility.IRREVERSIBLE, reason)
                .build());
    }

    /** The request of {@code Invoke-RestMethod} and {@code Invoke-WebRequest}. */
    static HttpCall request(List<Word> words) {
        String method = "GET";
        String url = "";
        Body body = Body.empty();
        for (int i = 1; i < words.size(); i++) {
            String text = words.get(i).text();
            String lower = text.toLowerCase(Locale.ROOT);
            Word next = i + 1 < words.size() ? words.get(i + 1) : Word.of("");
            if ((lower.length() > 2 && "-method".startsWith(lower)) || lower.equals("-custommethod")) {
                method = next.text();
                i++;
            } else if (lower.length() > 1 && "-uri".startsWith(lower)) {
                url = next.text();
                i++;
            } else if (lower.length() > 1 && "-body".startsWith(lower)) {
                body = Requests.body(next, "");
                i++;
            } else if (lower.equals("-infile")) {
                body = Body.notInspected("the file that is sent was not read");
                i++;
            } else if (lower.startsWith("-")) {
                i += lower.equals("-usebasicparsing") || lower.equals("-skipcertificatecheck") ? 0 : 1;
            } else if (url.isEmpty()) {
                url = text;
            }
        }
        return new HttpCall(method, url.contains("://") ? url : "http://" + url, Map.of(), body);
    }
}
