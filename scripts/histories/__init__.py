"""Random histories of a project: `python -m scripts.histories`.

A history is some twenty steps on two machines: issue, print, retarget, retire, import with codes, rename, delete,
bring back, commit, branch, merge, revert, throw away, edit the ledger by hand and wrongly, two runs at once, and a kill
at any write of any of them. What the tool tells people is written down beside it. In the end every such code leads to
the entry that it was last told to lead to, or the check refuses and names it; anything else is a hole.

    content    the files of a project, read quickly
    killing    a process that dies at a write
    model      git, as far as needed; real: git itself
    story      who takes part, what is told and owed → runs → hands → cures → branches: what may happen
    verdict    the end of a history
    replay     many of them in a process
"""
