// judge holds a log of ours against golang.org/x/mod/sumdb/{note,tlog}, that package's code as it is.
//
// What is here only brings our files to it: paths, the three lines of a checkpoint, the frames of a bundle. It never
// uses tlog.TileHashReader, which accepts a forged tile before x/mod 0.40 (CVE-2026-56865); Debian's is older. Instead
// the tree is rebuilt from the entries, by StoredHashesForRecordHash, and every file is compared with the rebuilt one.
package main

import (
	"encoding/base64"
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	vkey := flag.String("vkey", "", "the log's verifier key")
	folder := flag.String("log", "", "a folder with the log's checkpoint and tile/")
	notes := flag.String("checkpoints", "", "a folder of checkpoints the log had earlier")
	proofs := flag.String("proofs", "", "a folder of N.tlog-proof with their N.leaf.json")
	flag.Parse()
	judge := judge{}
	if err := judge.run(*vkey, *folder, *notes, *proofs); err != nil {
		fmt.Println("REFUSED:", err)
		os.Exit(1)
	}
	fmt.Printf("ACCEPTED entries=%d tiles=%d checkpoints=%d proofs=%d\n",
		len(judge.entries), judge.tiles, judge.checkpoints, judge.proofs)
}

type judge struct {
	verifier                   note.Verifier
	entries                    []tlog.Hash
	hashes                     storage
	tiles, checkpoints, proofs int
}

func (j *judge) run(vkey, folder, notes, proofs string) (err error) {
	if j.verifier, err = note.NewVerifier(vkey); err != nil {
		return err
	}
	if folder != "" {
		if err := j.judgeLog(folder, notes); err != nil {
			return err
		}
	}
	if proofs == "" {
		return nil
	}
	return j.judgeProofs(proofs)
}

// open reads a checkpoint that the log signed.
func (j *judge) open(signed []byte) (tlog.Tree, error) {
	opened, err := note.Open(signed, note.VerifierList(j.verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != j.verifier.Name() {
		return tlog.Tree{}, errors.New("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tlog.Tree{}, errors.New("not a root")
	}
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return tree, nil
}
