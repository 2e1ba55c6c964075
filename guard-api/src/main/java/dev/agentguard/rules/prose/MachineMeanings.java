package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done to a machine: its power, its processes, its system and its environments of programs. */
final class MachineMeanings {

    static final Condition POWER = Operates.writing(
            "local:shutdown",
            "local:reboot",
            "local:poweroff",
            "local:halt",
            "systemctl:reboot",
            "systemctl:poweroff",
            "systemctl:halt",
            "local:init",
            "local:telinit");

    static final Condition PROCESSES = AnyOf.of(
            Operates.writing(
                    "systemctl:*",
                    "local:kill*",
                    "local:pkill",
                    "local:killall",
                    "local:service",
                    "local:shutdown",
                    "local:reboot",
                    "local:poweroff",
                    "local:halt",
                    "docker:restart",
                    "docker:stop",
                    "docker:kill",
                    "docker:rm",
                    "pm2:*",
                    "supervisorctl:*",
                    "launchctl:*"),
            Effects.resources(Reversibility.REVERSIBLE, "local:process", "local:service"));

    private static final Condition VENVS = AnyOf.of(
            Operates.writing("build:venv", "build:virtualenv"),
            CommandShape.of("uv", "venv"),
            CommandShape.of("conda", "create"),
            CommandShape.program("virtualenv"),
            new CommandShape(Set.of("python", "python3", "py"), List.of("venv"), List.of(Options.of("-m"))));

    private MachineMeanings() {}

    static @Nullable Condition ofProcess(Verb verb) {
        return verb == Verb.TERMINATE || verb == Verb.DESTROY ? PROCESSES : null;
    }

    static @Nullable Condition ofVirtualEnvironment(Verb verb) {
        return verb == Verb.CREATE || verb == Verb.RUN || verb == Verb.INSTALL ? VENVS : null;
    }

    static @Nullable Condition ofSystem(Verb verb, Thing thing) {
        if (verb == Verb.TERMINATE) {
            return AnyOf.of(POWER, Operates.writing("systemctl:*"));
        }
        return thing == Thing.OPERATING_SYSTEM && (verb == Verb.MODIFY || verb == Verb.UPGRADE)
                ? AnyOf.of(
                        PackageMeanings.GLOBALS,
                        Operates.writing("systemctl:*", "local:sysctl", "local:update-*"),
                        new Files(List.of("/etc", "/usr", "/boot", "/lib"), Files.Access.WRITE))
                : null;
    }
}
