package dev.agentguard.rules.prose;

import java.util.List;

/** Reads the words of a demand once more, in forms that the reader of clauses does not know. */
final class FurtherReadings {

    private FurtherReadings() {}

    /** Returns the actions of the first form that fits; none if none does. */
    static List<Found> of(Examples examples, List<Token> region, List<Token> above, List<Token> sentence, String file) {
        if (!region.isEmpty() && Verb.of(region.get(0).word()) == Verb.FLASH) {
            return List.of(Found.plain(DeviceMeanings.FLASHES));
        }
        List<Found> changes = UnknownChanges.read(region);
        if (!changes.isEmpty()) {
            return changes;
        }
        List<Found> paths = BracketedPaths.read(region);
        if (!paths.isEmpty()) {
            return paths;
        }
        List<Found> tools = ToolNames.read(region, above, sentence);
        if (!tools.isEmpty()) {
            return tools;
        }
        List<Found> programs = BarePrograms.read(examples, region);
        if (!programs.isEmpty()) {
            return programs;
        }
        List<Token> ordered = ObjectFirst.reordered(region);
        List<Found> objects = ordered.isEmpty()
                ? List.of()
                : ClauseReader.read(examples, ordered, List.of(), file, false).founds();
        if (!objects.isEmpty()) {
            return objects;
        }
        return RemoteCommands.read(region);
    }
}
