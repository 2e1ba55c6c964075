package dev.agentguard.rules.permission;

import dev.agentguard.rules.permission.CommandPart.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command of PowerShell: upper and lower case are the same, and so are a command and its aliases. */
final class PowerShellCommand implements PartMatcher {

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("gci", "get-childitem"),
            Map.entry("ls", "get-childitem"),
            Map.entry("dir", "get-childitem"),
            Map.entry("gc", "get-content"),
            Map.entry("cat", "get-content"),
            Map.entry("type", "get-content"),
            Map.entry("ri", "remove-item"),
            Map.entry("rm", "remove-item"),
            Map.entry("rmdir", "remove-item"),
            Map.entry("rd", "remove-item"),
            Map.entry("del", "remove-item"),
            Map.entry("erase", "remove-item"),
            Map.entry("cp", "copy-item"),
            Map.entry("copy", "copy-item"),
            Map.entry("cpi", "copy-item"),
            Map.entry("mv", "move-item"),
            Map.entry("move", "move-item"),
            Map.entry("mi", "move-item"),
            Map.entry("ren", "rename-item"),
            Map.entry("rni", "rename-item"),
            Map.entry("ni", "new-item"),
            Map.entry("md", "new-item"),
            Map.entry("mkdir", "new-item"),
            Map.entry("sc", "set-content"),
            Map.entry("ac", "add-content"),
            Map.entry("clc", "clear-content"),
            Map.entry("cd", "set-location"),
            Map.entry("chdir", "set-location"),
            Map.entry("sl", "set-location"),
            Map.entry("echo", "write-output"),
            Map.entry("write", "write-output"),
            Map.entry("iex", "invoke-expression"),
            Map.entry("icm", "invoke-command"),
            Map.entry("iwr", "invoke-webrequest"),
            Map.entry("curl", "invoke-webrequest"),
            Map.entry("wget", "invoke-webrequest"),
            Map.entry("irm", "invoke-restmethod"),
            Map.entry("kill", "stop-process"),
            Map.entry("spps", "stop-process"),
            Map.entry("ps", "get-process"),
            Map.entry("gps", "get-process"),
            Map.entry("saps", "start-process"),
            Map.entry("start", "start-process"),
            Map.entry("gsv", "get-service"),
            Map.entry("sasv", "start-service"),
            Map.entry("spsv", "stop-service"),
            Map.entry("sls", "select-string"));

    private final String shown;
    private final TextCommand text;

    PowerShellCommand(String specifier) {
        this.shown = specifier;
        boolean prefix = specifier.endsWith(":*");
        String pattern = prefix ? specifier.substring(0, specifier.length() - 2) + " *" : specifier;
        this.text = TextCommand.of(canonical(pattern), true);
    }

    @Override
    public boolean matches(CommandPart part) {
        if (part.role() == Role.ELSEWHERE || part.role() == Role.LINE) {
            return false;
        }
        List<String> words = ShellLine.words(canonical(part.text()));
        return !words.isEmpty() && text.matches(new CommandPart(words, words.get(0), Role.COMMAND, false));
    }

    private static String canonical(String command) {
        int blank = command.indexOf(' ');
        String program = (blank < 0 ? command : command.substring(0, blank)).toLowerCase(Locale.ROOT);
        boolean open = program.endsWith("*") && program.length() > 1;
        String known = open ? program : ALIASES.getOrDefault(program, program);
        return blank < 0 ? known : known + command.substring(blank);
    }

    @Override
    public @Nullable String program() {
        return null;
    }

    @Override
    public String example() {
        return "pwsh -Command \"" + shown.replace(":*", " x").replace("*", "x").replace("\"", "'") + "\"";
    }

    @Override
    public String toString() {
        return "command `" + shown + "` of PowerShell";
    }
}
