package dev.agentguard.effect.shell;

import java.util.Set;

/** Files that are sourced everywhere to set up a shell, and hold settings rather than actions. */
final class SetupFiles {

    private static final Set<String> NAMES = Set.of(
            "activate",
            "activate.fish",
            ".bashrc",
            ".bash_profile",
            ".profile",
            ".zshrc",
            ".zprofile",
            ".zshenv",
            "profile",
            "nvm.sh",
            ".envrc",
            "conda.sh",
            "rvm",
            "asdf.sh",
            "sdkman-init.sh",
            "bash_completion",
            ".bash_aliases",
            "os-release",
            "lsb-release",
            "virtualenvwrapper.sh");

    private SetupFiles() {}

    static boolean isOne(String path) {
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        return NAMES.contains(name)
                || (name.equals("env") && path.endsWith(".cargo/env"))
                || name.startsWith(".env")
                || name.endsWith(".env");
    }
}
