/// Where a schedule is played: an org, a database and the sync between them, which can be killed.
@NullMarked
package dev.lockstep.verification.campaign.stage;

import org.jspecify.annotations.NullMarked;
