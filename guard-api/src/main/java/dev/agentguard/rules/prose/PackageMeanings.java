package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done to packages: those of a project, and those of a machine. */
final class PackageMeanings {

    private static final Condition INSTALLS = AnyOf.of(
            AllOf.of(CommandShape.program("npm", "pnpm", "yarn", "bun"), new AddsPackage()),
            new CommandShape(Set.of("python", "python3", "py"), List.of("pip", "install"), List.of()),
            CommandShape.of("uv", "tool", "install"),
            CommandShape.of("uvx", "install"),
            CommandShape.of("pip", "install"),
            CommandShape.of("pip3", "install"),
            CommandShape.of("pipx", "install"),
            CommandShape.of("poetry", "add"),
            CommandShape.of("uv", "add"),
            CommandShape.of("uv", "pip", "install"),
            CommandShape.of("pdm", "add"),
            CommandShape.of("pipenv", "install"),
            CommandShape.of("conda", "install"),
            CommandShape.of("cargo", "add"),
            CommandShape.of("cargo", "install"),
            CommandShape.of("go", "get"),
            CommandShape.of("gem", "install"),
            CommandShape.of("bundle", "add"),
            CommandShape.of("composer", "require"),
            CommandShape.of("dotnet", "add", "package"),
            CommandShape.of("dotnet", "package", "add"),
            CommandShape.of("dotnet", "tool", "install"),
            CommandShape.of("nuget", "install"),
            CommandShape.of("swift", "package", "add-dependency"),
            CommandShape.of("opam", "install"),
            CommandShape.of("cabal", "install"),
            CommandShape.of("luarocks", "install"),
            CommandShape.of("rebar3", "add"),
            CommandShape.of("expo", "install"),
            CommandShape.of("pixi", "add"),
            CommandShape.of("rye", "add"),
            CommandShape.of("flutter", "pub", "add"),
            CommandShape.of("dart", "pub", "add"),
            CommandShape.of("mix", "deps.get"),
            CommandShape.of("deno", "add"));

    private static final Condition REMOVES = AnyOf.of(
            new CommandShape(
                    Set.of("npm", "pip", "pip3", "pnpm", "gem", "apt", "apt-get", "brew", "cargo"),
                    List.of("uninstall"),
                    List.of()),
            new CommandShape(
                    Set.of(
                            "npm",
                            "pnpm",
                            "yarn",
                            "bun",
                            "poetry",
                            "uv",
                            "cargo",
                            "composer",
                            "bundle",
                            "conda",
                            "pdm",
                            "apt",
                            "apt-get",
                            "deno"),
                    List.of("remove"),
                    List.of()));

    private static final Condition UPGRADES = AnyOf.of(
            new CommandShape(
                    Set.of(
                            "npm",
                            "pnpm",
                            "yarn",
                            "bun",
                            "poetry",
                            "cargo",
                            "composer",
                            "bundle",
                            "conda",
                            "brew",
                            "swift",
                            "pod",
                            "gem"),
                    List.of("update"),
                    List.of()),
            new CommandShape(
                    Set.of("npm", "pnpm", "yarn", "bun", "poetry", "cargo", "pip", "brew", "apt", "apt-get"),
                    List.of("upgrade"),
                    List.of()),
            CommandShape.of("swift", "package", "update"),
            CommandShape.program("npm-check-updates", "ncu"));

    static final Condition GLOBALS = AnyOf.of(
            new CommandShape(Set.of("sudo"), List.of("pip", "install"), List.of()),
            new CommandShape(Set.of("sudo"), List.of("pip3", "install"), List.of()),
            new CommandShape(Set.of("uv"), List.of("pip", "install"), List.of(new Options(Set.of("--system")))),
            new CommandShape(
                    Set.of("pip", "pip3"), List.of("install"), List.of(new Options(Set.of("--break-system-packages")))),
            new CommandShape(Set.of("npm", "pnpm", "bun"), List.of("install"), List.of(Options.of("-g"))),
            new CommandShape(Set.of("npm", "pnpm", "bun"), List.of("i"), List.of(Options.of("-g"))),
            new CommandShape(Set.of("npm", "pnpm", "bun"), List.of("add"), List.of(Options.of("-g"))),
            new CommandShape(
                    Set.of("choco", "winget", "scoop", "snap", "flatpak", "zypper", "port", "pipx"),
                    List.of("install"),
                    List.of()),
            CommandShape.of("apk", "add"),
            new CommandShape(Set.of("pacman", "yay"), List.of(), List.of(Options.of("-S"))),
            CommandShape.of("yarn", "global"),
            CommandShape.of("brew", "install"),
            CommandShape.of("apt", "install"),
            CommandShape.of("apt-get", "install"),
            CommandShape.of("gem", "install"),
            CommandShape.of("cargo", "install"),
            CommandShape.of("dnf", "install"),
            CommandShape.of("yum", "install"));

    /** Adds a package, to a project or to the machine. */
    static final Condition INSTALLS_ANY = AnyOf.of(INSTALLS, GLOBALS);

    private PackageMeanings() {}

    /** Packages that a project depends on. */
    static @Nullable Condition ofDependency(Verb verb) {
        return switch (verb) {
            case CREATE, INSTALL, INCLUDE -> AnyOf.of(INSTALLS, new DependencyEdit());
            case DESTROY -> REMOVES;
            case UPGRADE -> AnyOf.of(UPGRADES, new DependencyEdit());
            case MODIFY -> AnyOf.of(INSTALLS, REMOVES, UPGRADES, new DependencyEdit());
            case PUBLISH -> ReleaseMeanings.PUBLISHES;
            default -> null;
        };
    }

    /** Packages of the machine. */
    static @Nullable Condition ofGlobal(Verb verb) {
        return switch (verb) {
            case INSTALL, CREATE -> GLOBALS;
            case DESTROY -> REMOVES;
            default -> null;
        };
    }
}
