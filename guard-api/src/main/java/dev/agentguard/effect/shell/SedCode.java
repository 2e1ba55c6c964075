package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.List;

/** Says what a script of sed does. */
final class SedCode {

    private SedCode() {}

    static void read(Word script, CodeReader code, Reading reading, Shell shell, String place) {
        List<SedScript> readings = SedScript.readings(Unresolved.marked(script));
        if (readings.isEmpty()) {
            reading.unknown(
                    "sed:unknown", place, "", "a script that sed would not accept, or that is not known before");
            return;
        }
        for (SedScript each : readings) {
            if (each.runsInput()) {
                reading.unknown("sed:unknown", place, "", "runs what it reads as commands");
            }
            for (String command : each.commands()) {
                boolean known = command.indexOf(Unresolved.MARK) < 0;
                code.shell(new Word(command.replace(Unresolved.MARK, '$'), known), shell, null);
            }
            for (String file : each.files()) {
                WrittenFile.report(new Redirections.Target(Word.of(file), false, true), false, reading, place);
            }
        }
    }
}
