package dev.agentguard.effect.shell;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the methods of .NET, COM and WMI that PowerShell calls, by their names. */
final class PowerShellMethods {

    private static final List<String> DESTROYING =
            List.of("delete", "erase", "destroy", "purge", "wipe", "truncate", "drop", "terminate", "removedirectory");
    private static final Set<String> WRITING = Set.of(
            "move",
            "moveto",
            "copy",
            "copyto",
            "setvalue",
            "save",
            "saveas",
            "commitchanges",
            "setinfo",
            "put",
            "stop",
            "pause",
            "kill",
            "createdirectory",
            "createsubkey",
            "extracttodirectory",
            "createfromdirectory",
            "downloadfile",
            "setaccesscontrol",
            "setenvironmentvariable",
            "rename",
            "changestartmode");
    private static final Set<String> READING_URLS =
            Set.of("downloadstring", "downloadfile", "downloaddata", "openread", "getstringasync", "getasync");
    private static final Set<String> CODE = Set.of("invokescript", "newscriptblock", "addscript", "addcommand");
    private static final Set<String> RUNNING = Set.of(
            "invoke",
            "invokemember",
            "invokeverb",
            "dynamicinvoke",
            "begininvoke",
            "invokereturnasis",
            "start",
            "shellexecute",
            "exec",
            "run",
            "uploadstring",
            "uploadfile",
            "uploaddata",
            "uploadvalues",
            "postasync",
            "putasync",
            "sendasync",
            "send",
            "win32shutdown",
            "unsafecreate");

    private final PowerShell walk;
    private final CodeReader reader;
    private final Reading reading;
    private final String place;

    PowerShellMethods(PowerShell walk, CodeReader reader, Reading reading, String place) {
        this.walk = walk;
        this.reader = reader;
        this.reading = reading;
        this.place = place;
    }

    /** A method without arguments that is named: {@code ForEach-Object Delete}. */
    void named(PowerShellValue name) {
        call(new PowerShellExpression(false), name, List.of(), Shell.fresh());
    }

    /** Reads a call of a method. */
    void call(PowerShellExpression target, PowerShellValue name, List<PowerShellValue> arguments, Shell shell) {
        String method = PowerShellCommands.lower(name.text());
        String type = target.type();
        PowerShellValue first = arguments.isEmpty() ? PowerShellValue.UNKNOWN : arguments.get(0);
        if (!name.known()) {
            unknown(name.text(), "which method is called is not known before");
        } else if (destroys(method)) {
            Cmdlets.effect(reading, place, name.text(), "`" + name.text() + "` of an object deletes it");
        } else if (CODE.contains(method) || (method.equals("create") && type.endsWith("scriptblock"))) {
            walk.code(first, shell);
        } else if (method.equals("foreach") && first.known() && first.block() == null) {
            named(first);
        } else if (type.endsWith("process") && method.equals("start") && first.known()) {
            start(arguments, shell);
        } else if (method.startsWith("invoke") && target.value().block() != null) {
            walk.call(target.value(), shell);
        } else if (READING_URLS.contains(method) && first.text().contains("://")) {
            reader.http(new HttpCall("GET", first.text(), Map.of(), Body.empty()));
            writes(method, name.text());
        } else if (RUNNING.contains(method)
                || method.startsWith("execute")
                || (method.startsWith("load") && type.endsWith("assembly") && !method.equals("loadwithpartialname"))
                || (method.equals("create") && type.isEmpty() && !arguments.isEmpty())) {
            unknown(name.text(), "what `" + name.text() + "` does is only known when it runs");
        } else {
            writes(method, name.text());
        }
    }

    private static boolean destroys(String method) {
        for (String verb : DESTROYING) {
            if (method.startsWith(verb)) {
                return true;
            }
        }
        return false;
    }

    private void writes(String method, String shown) {
        if (WRITING.contains(method) || method.startsWith("writeall") || method.startsWith("appendall")) {
            reading.add(Effect.of("powershell:method", new Evidence(reading.place(place), shown))
                    .reversibility(Reversibility.REVERSIBLE, "`" + shown + "` changes something")
                    .build());
        }
    }

    private void start(List<PowerShellValue> arguments, Shell shell) {
        List<Word> words = new ArrayList<>();
        for (PowerShellValue argument : arguments) {
            for (String word : words.isEmpty()
                    ? List.of(argument.text())
                    : List.of(argument.text().split(" ", -1))) {
                words.add(new Word(word, argument.known()));
            }
        }
        reader.process(words, shell);
    }

    private void unknown(String method, String reason) {
        reading.unknown("powershell:method", place, method, reason);
    }
}
