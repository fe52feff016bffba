package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

func (j *judge) judgeProofs(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.tlog-proof"))
	if err != nil {
		return err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		leaf, err := os.ReadFile(strings.TrimSuffix(file, ".tlog-proof") + ".leaf.json")
		if err != nil {
			return err
		}
		if err := j.judgeProof(string(text), leaf); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
		j.proofs++
	}
	return nil
}

func (j *judge) judgeProof(text string, leaf []byte) error {
	head, signed, found := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a tlog-proof")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	if len(lines) == 0 {
		return errors.New("no index")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
	if err != nil {
		return err
	}
	var siblings tlog.RecordProof
	for _, line := range lines[1:] {
		sibling, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		siblings = append(siblings, sibling)
	}
	tree, err := j.open([]byte(signed))
	if err != nil {
		return err
	}
	return tlog.CheckRecord(siblings, tree.N, tree.Hash, index, tlog.RecordHash(leaf))
}
