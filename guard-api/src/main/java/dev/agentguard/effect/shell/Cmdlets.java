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
            Map.entry("clhy", "clear-history"),
            Map.entry("rp", "remove-itemproperty"),
            Map.entry("sal", "set-alias"),
            Map.entry("nal", "new-alias"),
            Map.entry("icm", "invoke-command"),
            Map.entry("sajb", "start-job"),
            Map.entry("gcm", "get-command"),
            Map.entry("gm", "get-member"),
            Map.entry("gp", "get-itemproperty"),
            Map.entry("gcim", "get-ciminstance"),
            Map.entry("rcim", "remove-ciminstance"),
            Map.entry("rwmi", "remove-wmiobject"),
            Map.entry("gwmi", "get-wmiobject"),
            Map.entry("group", "group-object"),
            Map.entry("sls", "select-string"),
            Map.entry("sp", "set-itemproperty"),
            Map.entry("si", "set-item"),
            Map.entry("mi", "move-item"),
            Map.entry("ci", "copy-item"),
            Map.entry("sleep", "start-sleep"),
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
    /** What only this session of PowerShell has. */
    private static final Set<String> SESSION = Set.of(
            "variable",
            "module",
            "pssession",
            "cimsession",
            "job",
            "typedata",
            "formatdata",
            "event",
            "psbreakpoint",
            "alias",
            "pssnapin",
            "psdrive",
            "smbmapping",
            "host",
            "history",
            "location",
            "strictmode",
            "psdebug",
            "psreadlineoption",
            "psreadlinekeyhandler",
            "transcript",
            "sleep",
            "progress");

    /** Writing verbs that change nothing but objects in memory. */
    private static final Set<String> IN_MEMORY = Set.of(
            "new-object",
            "new-timespan",
            "new-guid",
            "new-cimsessionoption",
            "new-pssessionoption",
            "add-member",
            "update-list",
            "import-csv",
            "import-clixml",
            "import-powershelldatafile",
            "import-localizeddata",
            "new-temporaryfile",
            "new-webserviceproxy");

    private static final Set<String> STREAMS = Set.of(
            "host", "output", "error", "warning", "verbose", "debug", "information", "progress", "object", "log");

    private static final Set<String> OVERWRITTEN =
            Set.of("vmsnapshot", "vmcheckpoint", "sqldatabase", "computer", "dbadatabase");

    /** What the cmdlets of every PowerShell are about. */
    private static final Set<String> CORE = Set.of(
            "item",
            "childitem",
            "itemproperty",
            "object",
            "content",
            "expression",
            "restmethod",
            "webrequest",
            "ciminstance",
            "wmiobject",
            "eventlog",
            "aduser",
            "recyclebin");

    private Cmdlets() {}

    /** The cmdlet's full name in lower case. */
    static String name(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        int module = lower.lastIndexOf('\\');
        lower = module >= 0 && lower.indexOf('-', module) > 0 ? lower.substring(module + 1) : lower;
        return ALIASES.getOrDefault(lower, lower);
    }

    /** Whether a word of a shell line is written as cmdlets are; in lower case only those that every system has. */
    static boolean looksLike(String program) {
        int dash = program.indexOf('-');
        if (dash <= 1 || dash + 1 >= program.length()) {
            return false;
        }
        String noun = program.substring(dash + 1).toLowerCase(Locale.ROOT);
        boolean cased = Character.isUpperCase(program.charAt(0)) && Character.isUpperCase(program.charAt(dash + 1));
        return (cased || CORE.contains(noun))
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
    static boolean read(String cmdlet, List<Word> words, boolean whatIf, Reading reading, String place) {
        int dash = cmdlet.indexOf('-');
        if (dash <= 0 || !isVerb(cmdlet.substring(0, dash))) {
            return false;
        }
        String verb = cmdlet.substring(0, dash);
        String noun = cmdlet.substring(dash + 1);
        if (whatIf) {
            return true;
        }
        if ((noun.equals("volume") && verb.equals("format"))
                || cmdlet.equals("initialize-disk")
                || cmdlet.equals("clear-disk")) {
            effect(reading, place, cmdlet, "erases a disk");
        } else if (verb.equals("remove") || verb.equals("clear") || verb.equals("reset") || verb.equals("revoke")) {
            if (isRelation(noun)) {
                changes(cmdlet, words, reading, place);
            } else if (!SESSION.contains(noun) && !isSessionDrive(words)) {
                effect(reading, place, cmdlet, "`" + cmdlet + "` removes it");
            }
        } else if (cmdlet.equals("send-mailmessage") || (verb.equals("send") && noun.endsWith("mail"))) {
            effect(reading, place, cmdlet, "sends an e-mail");
        } else if (verb.equals("restore") && OVERWRITTEN.contains(noun)) {
            effect(reading, place, cmdlet, "overwrites what is there");
        } else if (cmdlet.equals("add-type")) {
            code(cmdlet, words, reading, place);
        } else if (verb.equals("invoke")) {
            reading.unknown("powershell:" + cmdlet, place, Shown.words(words), "what it runs is not read");
        } else if (isEmptying(cmdlet, words)) {
            effect(reading, place, cmdlet, "empties a file");
        } else if ((WRITING.contains(verb) && !IN_MEMORY.contains(cmdlet) && !SESSION.contains(noun))
                || (verb.equals("write") && !STREAMS.contains(noun))
                || cmdlet.equals("out-file")
                || cmdlet.equals("out-printer")
                || cmdlet.equals("tee-object")) {
            changes(cmdlet, words, reading, place);
        }
        return true;
    }

    /** Something that surviving things have with each other, and what fills itself again. */
    private static boolean isRelation(String noun) {
        return noun.endsWith("member")
                || noun.endsWith("membership")
                || noun.endsWith("assignment")
                || noun.endsWith("association")
                || noun.endsWith("tag")
                || noun.endsWith("cache");
    }

    private static void changes(String cmdlet, List<Word> words, Reading reading, String place) {
        reading.add(Effect.of("powershell:" + cmdlet, new Evidence(reading.place(place), Shown.words(words)))
                .reversibility(Reversibility.REVERSIBLE, "`" + cmdlet + "` changes something")
                .build());
    }

    /** {@code Add-Type} loads a library by its name, or compiles and runs what it is given. */
    private static void code(String cmdlet, List<Word> words, Reading reading, String place) {
        for (Word word : words) {
            String lower = word.text().toLowerCase(Locale.ROOT);
            if (lower.length() > 1 && "-assemblyname".startsWith(lower)) {
                return;
            }
        }
        reading.unknown("powershell:" + cmdlet, place, "", "what it compiles is not read");
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
                boolean alone = lower.startsWith("-use") || lower.startsWith("-skip") || lower.startsWith("-disable");
                i += alone || next.text().startsWith("-") || next.text().contains("://") ? 0 : 1;
            } else if (url.isEmpty()) {
                url = text;
            }
        }
        return new HttpCall(method, url.contains("://") ? url : "http://" + url, Map.of(), body);
    }
}
