package io.kaipan.graphql.testing;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import io.kaipan.command.account.Accounts;
import io.kaipan.command.bulk.ImportJobs;
import io.kaipan.command.customer.MergePreviews;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.lookup.UserChanges;
import io.kaipan.command.maintenance.DeadLetterOffice;
import io.kaipan.command.maintenance.MaintenanceTrail;
import io.kaipan.domain.project.ProjectCode;
import io.kaipan.domain.shared.Role;
import io.kaipan.domain.user.UserBook;
import io.kaipan.domain.user.UserEntry;
import io.kaipan.domain.user.UserName;
import io.kaipan.query.customerrecord.CustomerRecords;
import io.kaipan.query.customerrecord.Duplicates;
import io.kaipan.query.customerrecord.Relatives;
import io.kaipan.query.deadletter.DeadLetterList;
import io.kaipan.query.generation.Generations;
import io.kaipan.query.leadlist.LeadChanges;
import io.kaipan.query.leadlist.LeadList;
import io.kaipan.query.maintenancetrail.MaintenanceDeeds;
import io.kaipan.query.memberaccountlist.MemberAccountChanges;
import io.kaipan.query.memberaccountlist.MemberAccountList;
import io.kaipan.query.memberaccountlist.MemberFacts;
import io.kaipan.query.memberaccountlist.PointsAdjustments;
import io.kaipan.query.opportunitylist.OpportunityChanges;
import io.kaipan.query.opportunitylist.OpportunityList;
import io.kaipan.query.pointsproof.PointsProofs;
import io.kaipan.query.pointsstatement.PointsStatement;
import io.kaipan.query.pointsstatement.PointsTotals;
import io.kaipan.query.projectlist.ProjectList;
import io.kaipan.query.questionnaireanswers.QuestionnaireAnswers;
import io.kaipan.query.questionnairecounts.QuestionnaireCounts;
import io.kaipan.query.questionnairelist.QuestionnaireList;
import io.kaipan.query.readtrail.ReadTrail;
import io.kaipan.query.rebuild.EventLog;
import io.kaipan.query.rebuild.Rebuilds;
import io.kaipan.query.recordhistory.RecordHistory;
import io.kaipan.query.userlist.UserList;
import io.kaipan.query.viewposition.ViewPositions;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** A test that calls the endpoint over HTTP. What is behind it answers as the test says. */
@SpringBootTest(classes = EdgeApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@MockitoBean(
        types = {
            Accounts.class,
            CustomerRecords.class,
            Duplicates.class,
            MergePreviews.class,
            Relatives.class,
            DeadLetterList.class,
            DeadLetterOffice.class,
            EventLog.class,
            Generations.class,
            ImportJobs.class,
            Intake.class,
            LeadChanges.class,
            LeadList.class,
            MaintenanceDeeds.class,
            MaintenanceTrail.class,
            MemberAccountChanges.class,
            MemberAccountList.class,
            MemberFacts.class,
            OpportunityList.class,
            OpportunityChanges.class,
            PointsAdjustments.class,
            PointsProofs.class,
            PointsStatement.class,
            PointsTotals.class,
            ProjectList.class,
            QuestionnaireAnswers.class,
            QuestionnaireCounts.class,
            QuestionnaireList.class,
            ReadTrail.class,
            Rebuilds.class,
            RecordHistory.class,
            UserBook.class,
            UserChanges.class,
            UserList.class,
            ViewPositions.class
        })
public abstract class EdgeTest {
    @LocalServerPort
    private int port;

    @Autowired
    private UserBook users;

    @BeforeEach
    void everybodyHasTheRoleTheyAreNamedAfter() {
        when(users.find(any())).thenAnswer(call -> Optional.of(entry(call.getArgument(0))));
    }

    private static UserEntry entry(UserName user) {
        Role role = Role.valueOf(user.value().toUpperCase(Locale.ROOT));
        return new UserEntry(user, user.value(), Set.of(role), Set.of(new ProjectCode("JYLW")), false);
    }

    /** Somebody with one role. */
    protected HttpCaller as(Role role) {
        return new HttpCaller(port, EdgeApplication.user(role));
    }

    /** Somebody who has not signed in. */
    protected HttpCaller stranger() {
        return new HttpCaller(port, null);
    }

    /** Somebody in front of a browser. */
    protected Browser browser() {
        return new Browser(port);
    }
}
