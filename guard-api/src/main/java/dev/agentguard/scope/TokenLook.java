package dev.agentguard.scope;

import java.util.List;

/** Whether a run is a token by its own look: by the prefix that issuers put in front so that it can be told. */
final class TokenLook {

    private static final int SHORTEST = 16;
    private static final int LONGEST = 4096;

    private static final List<String> PREFIXES = List.of(
            "ghp_",
            "gho_",
            "ghs_",
            "ghu_",
            "ghr_",
            "github_pat_",
            "glpat-",
            "gldt-",
            "glrt-",
            "sk-",
            "sk_live_",
            "sk_test_",
            "rk_live_",
            "rk_test_",
            "whsec_",
            "xoxa-",
            "xoxb-",
            "xoxp-",
            "xoxs-",
            "xapp-",
            "AIza",
            "ya29.",
            "eyJ",
            "npm_",
            "pypi-",
            "hf_",
            "dop_v1_",
            "dckr_pat_",
            "shpat_",
            "SG.",
            "lin_api_",
            "rnd_",
            "nfp_",
            "AGE-SECRET-KEY-",
            "fo1_",
            "hvs.",
            "hvb.",
            "sbp_",
            "pscale_tkn_",
            "pscale_pw_",
            "PMAK-",
            "NRAK-",
            "figd_",
            "ntn_",
            "phx_",
            "glc_",
            "glsa_",
            "atlasv1.",
            "cfut_",
            "tfp_");

    private TokenLook() {}

    static boolean test(String run) {
        if (run.length() < SHORTEST || run.length() > LONGEST) {
            return false;
        }
        for (String prefix : PREFIXES) {
            if (run.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
