package dev.agentguard.javaagent.cli;

import dev.agentguard.KillSwitch;
import dev.agentguard.console.Freezing;
import dev.agentguard.freeze.FreezeException;
import dev.agentguard.freeze.FreezeScope;
import dev.agentguard.freeze.Freezes;
import dev.agentguard.freeze.Frozen;
import java.util.List;

/** The kill switch of a store, for the console. */
final class StoreSwitch implements Freezing {

    private final KillSwitch killSwitch;

    StoreSwitch(KillSwitch killSwitch) {
        this.killSwitch = killSwitch;
    }

    @Override
    public Freezes state() {
        return killSwitch.state();
    }

    @Override
    public Frozen freeze(FreezeScope scope, String by, String reason) throws FreezeException {
        return killSwitch.freeze(scope, by, reason, null);
    }

    @Override
    public List<Frozen> thaw(FreezeScope scope, String by) throws FreezeException {
        return killSwitch.thaw(scope, by, null);
    }
}
