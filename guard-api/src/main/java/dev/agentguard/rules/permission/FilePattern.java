package dev.agentguard.rules.permission;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.Pattern;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files of this machine, by tool, command or effect; of a link the link itself or what it leads to. What may not be read
 * may not be written either.
 */
final class FilePattern implements Pattern {

    private final @Nullable PathRule rule;
    private final boolean reads;
    private final Places places;

    /**
     * Creates a pattern.
     *
     * @param rule which files, or null for any
     * @param reads whether reading is meant too, or only writing
     * @param places what paths are relative to
     */
    FilePattern(@Nullable PathRule rule, boolean reads, Places places) {
        this.rule = rule;
        this.reads = reads;
        this.places = places;
    }

    @Override
    public @Nullable Verdict strongest(RuleInput input) {
        for (FileTouches.Touch touch : FileTouches.of(input, places)) {
            if ((reads || touch.writes()) && (rule == null || matches(rule, touch))) {
                return Verdict.DENY;
            }
        }
        return null;
    }

    private static boolean matches(PathRule rule, FileTouches.Touch touch) {
        for (Path path : touch.paths()) {
            if (rule.matches(path) || (touch.destroys() && rule.isBelow(path))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Set<String> ownKeys() {
        return rule == null ? Set.of() : rule.keys();
    }

    @Override
    public Set<String> ownKeysIn(RuleInput input, NavigableSet<String> askedFor) {
        Set<String> keys = new HashSet<>();
        for (FileTouches.Touch touch : FileTouches.of(input, places)) {
            for (Path path : touch.paths()) {
                PathRule.addKeys(path, touch.destroys(), askedFor, keys);
            }
        }
        return keys;
    }

    @Override
    public Reversibility least() {
        return reads ? Reversibility.READ_ONLY : Reversibility.REVERSIBLE;
    }

    @Override
    public List<String> examples() {
        String shown = rule == null ? "x" : rule.shown();
        String file = (shown.startsWith("//") ? shown.substring(1) : shown)
                .replace("**", "x")
                .replace("*", "x");
        String relative = file.startsWith("/") && !shown.startsWith("//") ? "." + file : file;
        return List.of("shell " + (reads ? "cat " : "touch ") + relative);
    }

    @Override
    public String toString() {
        return (reads ? "reading or writing " : "writing ")
                + (rule == null
                        ? "any file"
                        : "files `" + rule.shown() + "` below "
                                + rule.anchors().stream().sorted().toList());
    }
}
