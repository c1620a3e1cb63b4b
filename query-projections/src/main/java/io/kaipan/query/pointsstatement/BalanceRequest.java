package io.kaipan.query.pointsstatement;

import io.kaipan.domain.member.MemberAccountId;
import java.time.Instant;

/** Whose balance is wanted, and as it stood when. @param at everything counts that was written by then */
public record BalanceRequest(MemberAccountId account, Instant at) {}
