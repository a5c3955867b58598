"""What is asked of a list."""

from data.writers.rows.proposals import Proposal
from tests.data.writers.rows.conftest import propose_row


def test_a_proposal_is_a_new_row_that_thanks_nobody_unless_told_otherwise() -> None:
    proposal = Proposal(1, propose_row())
    assert (proposal.before, proposal.credit, proposal.again, proposal.category) == (None, "", False, "")
